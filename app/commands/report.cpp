// claimscope report: an incident in one document: verdict, timeline, findings, why claims wait, what was done, as Markdown, HTML
// or JSON.
#include "app/commands/report.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>

#include "app/commands/command.h"
#include "app/commands/incident_report.h"
#include "app/commands/run_plan.h"

namespace claimscope::app {
namespace {

constexpr std::uintmax_t kMaxPicture = 20U << 20U;

struct ReportOptions {
  std::string since = "1h";
  std::size_t top = 5;
  bool redact = false;
  std::vector<std::string> pictures;
};

Result<Picture> readPicture(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return fail(ErrorCode::notFound, path + " cannot be opened", "Check the path and its permissions");
  }
  Picture out{path, path.substr(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1), {}, {}};
  out.bytes.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  const std::string_view bytes = out.bytes;
  out.type = bytes.starts_with("\x89PNG\r\n\x1a\n") ? "image/png" : bytes.starts_with("\xff\xd8\xff") ? "image/jpeg" : "";
  if (out.type.empty() || bytes.size() > kMaxPicture) {
    return fail(ErrorCode::invalidInput, path + (out.type.empty() ? " is neither PNG nor JPEG" : " is larger than 20 MiB"),
                "claimscope shot makes PNG files");
  }
  return out;
}

int runReport(const ReportOptions& report, const CommonOptions& options) {
  const std::optional<std::int64_t> since = parseDuration(report.since);
  if (!since || *since <= 0) {
    return reportError({ErrorCode::usage, "--since " + report.since + " is not a duration", "Write it like 30m or 2h", {}, 0});
  }
  if (report.redact && !report.pictures.empty()) {
    return reportError({ErrorCode::usage, "pictures show names, which --redact takes away", "Leave one of the two out", {}, 0});
  }
  ReportRequest request;
  request.windowMs = *since;
  request.top = report.top;
  request.redact = report.redact;
  request.format = options.output == "html"   ? ReportRequest::Format::html
                   : options.output == "json" ? ReportRequest::Format::json
                   : options.output == "yaml" ? ReportRequest::Format::yaml
                                              : ReportRequest::Format::markdown;
  for (const std::string& path : report.pictures) {
    Result<Picture> picture = readPicture(path);
    if (!picture) {
      return reportError(picture.error());
    }
    request.pictures.push_back(std::move(*picture));
  }
  auto loaded = loadCluster(options, everyKind(), {0, true});
  if (!loaded) {
    return loaded.error();
  }
  fmt::print("{}",
             incidentReport(loaded->snapshot, nullptr, actions::readJournals(journalFolderOf(options)), std::move(request)));
  // Findings are what a report is for: it is done and printed whatever they say (cli.md); only a source that failed is a failure.
  return loaded->problems;
}

}  // namespace

Command registerReport(CLI::App& parent, CommonOptions& options) {
  auto report = std::make_shared<ReportOptions>();
  CLI::App* app = addCommand(parent, "report",
                             "Prints an incident: verdict, timeline, findings, why claims wait, actions taken; md, html or json");
  app->add_option("--since", report->since, "how far the timeline and the actions go back")->type_name("DUR");
  app->add_option("--top", report->top, "how many waiting claims are explained")->type_name("N");
  app->add_flag("--redact", report->redact, "replaces every name, the same everywhere: pod-1, ns-2");
  app->add_option("--picture", report->pictures, "a PNG or JPEG to put in (repeatable)")->type_name("FILE");
  return {app, [report, &options] { return runReport(*report, options); }};
}

}  // namespace claimscope::app
