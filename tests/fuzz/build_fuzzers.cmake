# Builds the libFuzzer programs of SOURCE with COMPILER in FOLDER and writes their seeds.
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGN} failed")
  endif()
endfunction()

run(${CMAKE_COMMAND} -S ${SOURCE} -B ${FOLDER} -DCMAKE_BUILD_TYPE=RelWithDebInfo
  -DCMAKE_CXX_COMPILER=${COMPILER} -DCADENZA_FUZZ=ON -DCADENZA_TESTS=ON -DCADENZA_UI=OFF
  -DCADENZA_LEARN=OFF -DCADENZA_SOUND=${SOUND})
run(${CMAKE_COMMAND} --build ${FOLDER} --parallel 2 --target fuzzers)
run(${FOLDER}/bin/write_seeds ${FOLDER}/seeds)
foreach(target midi project model table live)
  file(MAKE_DIRECTORY ${FOLDER}/corpus/${target})
endforeach()
