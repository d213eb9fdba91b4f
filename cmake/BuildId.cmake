cmake_minimum_required(VERSION 3.25)

# Writes OUT, a header with CADENZA_BUILD_ID: a hash of HEADERS (a file that lists them, one a line)
# and of COMPILER, the compiler with its flags. The same sources and compiler give the same id.
file(STRINGS ${HEADERS} headers)
set(sum "${COMPILER}")
foreach(header IN LISTS headers)
  file(SHA256 ${ROOT}/${header} of_header)
  string(APPEND sum "\n${header} ${of_header}")
endforeach()
string(SHA256 id "${sum}")
string(SUBSTRING ${id} 0 32 id)
file(CONFIGURE OUTPUT ${OUT} CONTENT "#define CADENZA_BUILD_ID \"@id@\"\n" @ONLY)
