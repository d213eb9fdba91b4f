# The flags that every target of ours shares, and the functions that declare a room of core and its tests.

add_library(cadenza_flags INTERFACE)
target_compile_features(cadenza_flags INTERFACE cxx_std_20)
target_include_directories(cadenza_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(cadenza_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
  $<$<BOOL:${CADENZA_WERROR}>:-Werror>)
# g++ 12 warns falsely where it inlines the standard library (GCC bugs 105329, 105562): std::string's
# insert is no overlapping copy. What follows the flow of data is shown there, but ends no build.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(cadenza_flags INTERFACE -Wno-restrict -Wno-error=maybe-uninitialized
    -Wno-error=stringop-overflow -Wno-error=stringop-overread -Wno-error=array-bounds)
endif()
if(CADENZA_SANITIZE)
  target_compile_options(cadenza_flags INTERFACE -fsanitize=${CADENZA_SANITIZE}
    -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(cadenza_flags INTERFACE -fsanitize=${CADENZA_SANITIZE})
endif()
if(CADENZA_FUZZ)
  target_compile_options(cadenza_flags INTERFACE
    -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(cadenza_flags INTERFACE -fsanitize=address,undefined)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# cadenza_room(NAME SOURCES a.cpp ... [USES room ...] [LIBRARIES target ...])
# One static library, cadenza_NAME. USES names rooms on floors below (their headers are seen by
# users of this room); LIBRARIES are third-party and stay private to it.
function(cadenza_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
  add_library(cadenza_${name} STATIC ${ROOM_SOURCES})
  target_link_libraries(cadenza_${name} PUBLIC cadenza_flags)
  foreach(used IN LISTS ROOM_USES)
    target_link_libraries(cadenza_${name} PUBLIC cadenza_${used})
  endforeach()
  target_link_libraries(cadenza_${name} PRIVATE ${ROOM_LIBRARIES})
endfunction()

# cadenza_test(NAME SOURCES x_test.cpp ... USES target ... [LABELS label ...])
# One GoogleTest program; discovery waits until CTest runs, so that building needs no display.
function(cadenza_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;USES;LABELS;ENVIRONMENT" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_link_libraries(${name} PRIVATE ${TEST_USES} cadenza_flags GTest::gmock GTest::gtest)
  if(NOT "ui" IN_LIST TEST_LABELS)
    target_link_libraries(${name} PRIVATE GTest::gtest_main)
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS "${TEST_LABELS}" TIMEOUT 900 ENVIRONMENT "${TEST_ENVIRONMENT}")
endfunction()
