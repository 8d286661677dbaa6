#include "app/exporter/routes.h"

#include "app/exporter/accept.h"
#include "app/exporter/label.h"

namespace claimscope::exporter {
namespace {

HttpAnswer plain(int status, std::string text) {
  return {status, "text/plain; charset=utf-8", std::make_shared<const std::string>(std::move(text))};
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : labelValue(text)) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

HttpAnswer startPage(const std::string& what, bool ready) {
  std::string text =
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Claimscope exporter</title>"
      "<style>body{font:16px/1.5 system-ui,sans-serif;margin:3em auto;max-width:40em;color-scheme:light "
      "dark}</style></head><body>"
      "<h1>Claimscope exporter " CLAIMSCOPE_VERSION "</h1><p>";
  text += escaped(what);
  text += ready ? "</p><p>Ready." : "</p><p>Not ready: <a href=\"readyz\">what is missing</a>.";
  text +=
      "</p><p><a href=\"metrics\">Metrics</a> · <a href=\"healthz\">Health</a> · <a "
      "href=\"readyz\">Readiness</a></p></body></html>\n";
  return {200, "text/html; charset=utf-8", std::make_shared<const std::string>(std::move(text))};
}

}  // namespace

HttpAnswer route(Exporter& exporter, const std::string& what, const HttpRequest& request) {
  if (request.path == "/metrics") {
    const Format format = formatFor(request.header("accept"));
    return {200, std::string(contentType(format)), exporter.metrics(format)};
  }
  if (request.path == "/healthz") {
    return plain(200, "ok\n");
  }
  if (request.path == "/readyz") {
    const Exporter::Readiness readiness = exporter.readiness();
    return plain(readiness.ready ? 200 : 503, (readiness.ready ? "ready\n" : "not ready\n") + readiness.text);
  }
  if (request.path == "/") {
    return startPage(what, exporter.readiness().ready);
  }
  return plain(404, "there is /metrics, /healthz and /readyz\n");
}

}  // namespace claimscope::exporter
