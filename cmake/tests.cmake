# kontor_tests()   after all modules: the target `tests` builds every test program of kontor_module and of tests/, and
# tests.txt in the build folder lists them for script/test.
function(kontor_tests)
  get_property(tests GLOBAL PROPERTY KONTOR_TESTS)
  add_custom_target(tests DEPENDS ${tests})
  list(TRANSFORM tests REPLACE "(.+)" "$<TARGET_FILE:\\1>" OUTPUT_VARIABLE programs)
  list(JOIN programs "\n" programs)
  file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/tests.txt CONTENT "${programs}\n")
endfunction()
