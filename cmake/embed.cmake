# kontor_embed(TARGET NAME DIR... [COMPRESS] [DEPENDS file-or-target...])
#
# Puts every file below the folders into the library TARGET as read-only data, and defines there
#   std::span<const kontor::EmbeddedFile> kontor::embedded::NAME();          (declared in base/embedded.hpp)
# sorted by path. COMPRESS adds gzip and brotli variants, made here once, where the type gains by it and they are smaller.
# A file that is changed, added or removed is noticed by the next build. DEPENDS names what makes the files, when
# they are themselves built.
#
# kontor_web()   call once at the root before src/, so that npm starts beside the first compilations.
# Defines the target `web`: npm ci when the lock file changed, npm run build when a source did, into web/dist. Off
# (KONTOR_WEB=OFF, the default but for release and coverage) or without web/package.json, `web` does nothing and NAME() is what is there.

if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(KONTOR_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

  function(kontor_embed target name)
    cmake_parse_arguments(ARG "COMPRESS" "" "DEPENDS" ${ARGN})
    set(files)
    foreach(folder ${ARG_UNPARSED_ARGUMENTS})
      if(NOT folder STREQUAL "${CMAKE_SOURCE_DIR}/web/dist")  # vite renames its files at each build; the stamp stands for them
        file(GLOB_RECURSE found CONFIGURE_DEPENDS ${folder}/*)
        list(APPEND files ${found})
      endif()
    endforeach()
    set(work ${CMAKE_BINARY_DIR}/embedded/${name})
    set(source ${work}/${name}.cpp)
    string(REPLACE ";" "|" folders "${ARG_UNPARSED_ARGUMENTS}")
    add_custom_command(
      OUTPUT ${source}
      COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DWORK=${work} "-DFOLDERS=${folders}" -DCOMPRESS=${ARG_COMPRESS}
              -P ${KONTOR_EMBED_SCRIPT}
      DEPENDS ${files} ${ARG_DEPENDS} ${KONTOR_EMBED_SCRIPT}
      COMMENT "Embedding ${name}"
      VERBATIM)
    target_sources(${target} PRIVATE ${source})
    set_source_files_properties(${source} TARGET_DIRECTORY ${target} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  endfunction()

  function(kontor_web)
    if(CMAKE_BUILD_TYPE STREQUAL "Release" OR KONTOR_COVERAGE)
      option(KONTOR_WEB "Build the web app and embed it" ON)
    else()
      option(KONTOR_WEB "Build the web app and embed it" OFF)
    endif()
    set(web ${CMAKE_SOURCE_DIR}/web)
    if(NOT KONTOR_WEB OR NOT EXISTS ${web}/package-lock.json)
      add_custom_target(web)
      set(KONTOR_WEB_STAMP "" PARENT_SCOPE)
      return()
    endif()
    find_program(NPM npm)
    if(NOT NPM)
      message(FATAL_ERROR "npm is missing: script/bootstrap installs it (or configure with -DKONTOR_WEB=OFF to build without the web app)")
    endif()
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${web}/src/* ${web}/public/*)
    file(GLOB settings CONFIGURE_DEPENDS ${web}/*.html ${web}/*.ts ${web}/*.js ${web}/*.cjs ${web}/*.mjs ${web}/tsconfig*.json)
    set(installed ${CMAKE_BINARY_DIR}/web-installed)
    set(stamp ${CMAKE_BINARY_DIR}/web-built)
    add_custom_command(
      OUTPUT ${installed}
      COMMAND sh -c "test node_modules/.package-lock.json -nt package-lock.json || npm ci --no-audit --no-fund --loglevel=error"
      COMMAND ${CMAKE_COMMAND} -E touch ${installed}
      DEPENDS ${web}/package-lock.json
      WORKING_DIRECTORY ${web}
      COMMENT "npm ci"
      VERBATIM)
    add_custom_command(
      OUTPUT ${stamp}
      COMMAND ${NPM} run --silent build
      COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
      DEPENDS ${installed} ${sources} ${settings} ${web}/package.json
      WORKING_DIRECTORY ${web}
      COMMENT "npm run build"
      VERBATIM)
    add_custom_target(web DEPENDS ${stamp})
    set(KONTOR_WEB_STAMP ${stamp} PARENT_SCOPE)
  endfunction()
  return()
endif()

# From here on: the script that the build calls, cmake -DNAME= -DWORK= -DFOLDERS=a|b -DCOMPRESS= -P embed.cmake
cmake_minimum_required(VERSION 3.25)

set(types
  html "text/html| charset=utf-8"   css "text/css| charset=utf-8"       js "text/javascript| charset=utf-8"
  mjs "text/javascript| charset=utf-8"  json "application/json"         map "application/json"
  webmanifest "application/manifest+json"  svg "image/svg+xml"          txt "text/plain| charset=utf-8"
  md "text/markdown| charset=utf-8" sql "text/plain| charset=utf-8"     xml "application/xml"
  wasm "application/wasm"           png "image/png"                     jpg "image/jpeg"
  jpeg "image/jpeg"                 webp "image/webp"                   gif "image/gif"
  ico "image/vnd.microsoft.icon"    woff "font/woff"                    woff2 "font/woff2"
  ttf "font/ttf"                    otf "font/otf"                      pdf "application/pdf"
  docx "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  xlsx "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  eml "message/rfc822")
set(compressible html css js mjs json map webmanifest svg txt md sql xml wasm ico ttf otf)

# variant(RESULT FILE HASH SUFFIX COMMAND...)   the path of the compressed file, or nothing when it is not worth it
function(variant result file hash suffix)
  set(out ${WORK}/packed/${hash}.${suffix})
  if(NOT EXISTS ${out})
    execute_process(COMMAND ${ARGN} INPUT_FILE ${file} OUTPUT_FILE ${out}.part RESULT_VARIABLE failed)
    if(failed)
      message(FATAL_ERROR "${ARGN} failed for ${file}: ${failed}")
    endif()
    file(RENAME ${out}.part ${out})
  endif()
  file(SIZE ${file} plain_size)
  file(SIZE ${out} packed_size)
  math(EXPR worthwhile "${plain_size} - ${plain_size} / 20")
  if(packed_size LESS worthwhile)
    set(${result} ${out} PARENT_SCOPE)
  else()
    set(${result} "" PARENT_SCOPE)
  endif()
endfunction()

# Appends FILE's bytes to the assembler text and a string_view expression over them to VIEW.
set(blobs "")
set(externs "")
set(count 0)
macro(blob view file)
  if("${file}" STREQUAL "")
    set(${view} "{}")
  else()
    file(SIZE "${file}" blob_size)
    string(APPEND blobs
      "asm(R\"asm(.pushsection .rodata\n.globl kontor_${NAME}_${count}\n.hidden kontor_${NAME}_${count}\n.balign 16\nkontor_${NAME}_${count}:\n.incbin \"${file}\"\n.byte 0\n.popsection)asm\");\n")
    string(APPEND externs "extern const char kontor_${NAME}_${count}[] __attribute__((visibility(\"hidden\")));\n")
    set(${view} "{kontor_${NAME}_${count}, ${blob_size}}")
    math(EXPR count "${count} + 1")
  endif()
endmacro()

file(MAKE_DIRECTORY ${WORK}/packed)
string(REPLACE "|" ";" folders "${FOLDERS}")
set(entries "")
set(paths)
foreach(folder ${folders})
  file(GLOB_RECURSE found RELATIVE ${folder} ${folder}/*)
  foreach(path ${found})
    list(APPEND paths "${path}|${folder}")
  endforeach()
endforeach()
list(SORT paths)
foreach(entry ${paths})
  string(REPLACE "|" ";" entry "${entry}")
  list(GET entry 0 path)
  list(GET entry 1 folder)
  set(file ${folder}/${path})
  cmake_path(GET path EXTENSION LAST_ONLY extension)
  string(SUBSTRING "${extension}." 1 -1 extension)
  string(REGEX REPLACE "\\.$" "" extension "${extension}")
  string(TOLOWER "${extension}" extension)
  set(type "application/octet-stream")
  list(FIND types "${extension}" at)
  if(extension AND at GREATER -1)
    math(EXPR at "${at} + 1")
    list(GET types ${at} type)
    string(REPLACE "|" ";" type "${type}")
  endif()
  file(SHA256 ${file} hash)
  string(SUBSTRING ${hash} 0 20 tag)
  set(gzip "")
  set(brotli "")
  if(COMPRESS AND extension IN_LIST compressible)
    variant(gzip ${file} ${hash} gz gzip -9 -n -c)
    variant(brotli ${file} ${hash} br brotli -q 11 -w 24 -c)
  endif()
  blob(identity_view "${file}")
  blob(gzip_view "${gzip}")
  blob(brotli_view "${brotli}")
  string(APPEND entries
    "    {R\"p(${path})p\", \"${type}\", \"\\\"${tag}\\\"\",\n     ${identity_view}, ${gzip_view}, ${brotli_view}},\n")
endforeach()

list(LENGTH paths n)
set(text "// Generated by cmake/embed.cmake from ${FOLDERS}\n#include \"base/embedded.hpp\"\n\n${blobs}\nextern \"C\" {\n${externs}}\n\nnamespace kontor::embedded {\nstd::span<const EmbeddedFile> ${NAME}() {\n")
if(n EQUAL 0)
  string(APPEND text "  return {};\n}\n}\n")
else()
  string(APPEND text "  static constexpr EmbeddedFile files[] = {\n${entries}  };\n  return files;\n}\n}  // namespace kontor::embedded\n")
endif()
file(WRITE ${WORK}/${NAME}.cpp "${text}")
