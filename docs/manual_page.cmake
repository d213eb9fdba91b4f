# Called with CMARK_GFM, SOURCE and PAGE: writes the Markdown of SOURCE as a whole page.
execute_process(COMMAND ${CMARK_GFM} --extension table --to html ${SOURCE}
                OUTPUT_VARIABLE body COMMAND_ERROR_IS_FATAL ANY)
set(head [[<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Cadenza manual</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 sans-serif; max-width: 50em; margin: 2em auto; padding: 0 1em; }
img { max-width: 100%; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { border-bottom: 1px solid #8888; padding: 0.3em 1em 0.3em 0; text-align: left; vertical-align: top; }
</style>
</head>
<body>
]])
file(WRITE ${PAGE} "${head}${body}</body>\n</html>\n")
