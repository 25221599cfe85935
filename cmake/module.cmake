# kontor_module(NAME DEPS module... LIBS target...)
#
# One folder is one library kontor_NAME of its *.cpp and one test program NAME_test of its *_test.cpp.
# DEPS are the modules that the folder may include; script/lint holds the includes against the same list.
function(kontor_module name)
  cmake_parse_arguments(ARG "" "" "DEPS;LIBS;TEST_LIBS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")

  if(NOT sources)
    add_library(kontor_${name} INTERFACE)
    return()
  endif()

  add_library(kontor_${name} STATIC ${sources})
  target_include_directories(kontor_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  list(TRANSFORM ARG_DEPS PREPEND kontor_)
  target_link_libraries(kontor_${name} PUBLIC ${ARG_DEPS} ${ARG_LIBS} kontor_pch)
  target_precompile_headers(kontor_${name} REUSE_FROM kontor_pch)

  if(tests)
    add_executable(${name}_test EXCLUDE_FROM_ALL ${tests})
    target_link_libraries(${name}_test PRIVATE kontor_${name} ${ARG_TEST_LIBS} GTest::gmock_main)
    target_precompile_headers(${name}_test REUSE_FROM kontor_pch)
    set_property(GLOBAL APPEND PROPERTY KONTOR_TESTS ${name}_test)
    add_test(NAME ${name} COMMAND ${name}_test)
  endif()
endfunction()
