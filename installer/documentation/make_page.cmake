# cmake -DINPUT=x.md -DOUTPUT=x.html -DCMARK=cmark-gfm -DVERSION=0.1.0 -P make_page.cmake: one page of the offline documentation.
execute_process(COMMAND ${CMARK} -e table -e autolink --to html ${INPUT}
  OUTPUT_VARIABLE body RESULT_VARIABLE status ERROR_VARIABLE problem)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${CMARK} could not read ${INPUT}: ${problem}")
endif()
# Pages lead to pages. What leads out of the folder leads to the source, which is not installed: only its words stay.
string(REGEX REPLACE "<a href=\"\\.\\./[^\"]*\">([^<]*)</a>" "\\1" body "${body}")
string(REGEX REPLACE "href=\"([^\":]*)\\.md([\"#])" "href=\"\\1.html\\2" body "${body}")
# Places to link to: a heading of one word.
string(REGEX REPLACE "<h([1-6])>([a-z][a-z0-9-]*)</h" "<h\\1 id=\"\\2\">\\2</h" body "${body}")
# A table without a heading row has no row of empty cells.
string(REPLACE "<thead>\n<tr>\n<th></th>\n<th></th>\n</tr>\n</thead>\n" "" body "${body}")
string(REGEX MATCH "<h1[^>]*>([^\n]*)</h1>" heading "${body}")
string(REGEX REPLACE "<[^>]*>" "" title "${heading}")
if(title STREQUAL "")
  set(title "Claimscope")
endif()
file(WRITE ${OUTPUT} "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width\">
<title>${title} - Claimscope</title>
<link rel=\"stylesheet\" href=\"style.css\">
</head>
<body>
<nav><a href=\"index.html\">Claimscope ${VERSION}</a> <a href=\"first-steps.html\">First steps</a> <a href=\"commands.html\">Commands</a></nav>
<main>
${body}</main>
</body>
</html>
")
