// A workflow that ran, in three forms.
#include <fmt/format.h>

#include <algorithm>

#include "app/commands/diagnose.h"
#include "app/commands/report.h"
#include "app/commands/terminal_page.h"
#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using diagnosis::ActionRequest;
using diagnosis::StepVerdict;
using diagnosis::WorkflowFix;
using diagnosis::WorkflowResult;
using diagnosis::WorkflowStep;

constexpr std::size_t kMostObjects = 12;

const char* wordOf(StepVerdict verdict) {
  switch (verdict) {
    case StepVerdict::proven:
      return "proven";
    case StepVerdict::ruledOut:
      return "ruled out";
    case StepVerdict::unknown:
      return "unknown";
    case StepVerdict::notReached:
      break;
  }
  return "not reached";
}

const char* markOf(StepVerdict verdict) {
  switch (verdict) {
    case StepVerdict::proven:
      return "✗";
    case StepVerdict::ruledOut:
      return "✓";
    case StepVerdict::unknown:
      return "?";
    case StepVerdict::notReached:
      break;
  }
  return "·";
}

Ink inkOf(StepVerdict verdict) {
  return verdict == StepVerdict::proven     ? Ink::red
         : verdict == StepVerdict::unknown  ? Ink::yellow
         : verdict == StepVerdict::ruledOut ? Ink::green
                                            : Ink::dim;
}

void commandLines(const std::string& command, std::size_t indent, TerminalPage& page) {
  bool first = true;
  for (const std::string& text : linesOf(command)) {
    const bool continued = !first && text.starts_with(" ");
    page.line(page.ink(std::string(indent, ' ') + (continued ? "  " : "$ ") + safe(text), Ink::dim));
    first = false;
  }
}

void stepLines(std::size_t number, const WorkflowStep& step, TerminalPage& page) {
  const bool proven = step.verdict == StepVerdict::proven;
  page.line(fmt::format("{:>3}  {} {} {}{}", number, page.ink(markOf(step.verdict), inkOf(step.verdict)),
                        page.ink(padded(wordOf(step.verdict), 11), inkOf(step.verdict)),
                        page.ink(safe(step.title), proven ? Ink::bold : Ink::plain), proven && step.effect ? "  (effect)" : ""));
  page.wrapped(safe(step.found), 7, proven ? Ink::plain : Ink::dim);
  if (!proven && step.verdict != StepVerdict::unknown) {
    return;
  }
  page.wrapped("looked at " + safe(step.looked), 7, Ink::dim);
  for (const diagnosis::Evidence& item : step.evidence) {
    page.wrapped(fmt::format("{} {} = {}", safe(item.object), safe(item.field), safe(item.value)), 9);
  }
  commandLines(step.command, 7, page);
  if (!step.next.empty()) {
    page.wrapped("→ " + safe(step.next), 7, Ink::yellow);
  }
}

/// Fixes of every step, those of causes first, without repeats.
std::vector<WorkflowFix> fixesOf(const WorkflowResult& result) {
  std::vector<WorkflowFix> out;
  for (const bool effect : {false, true}) {
    for (const WorkflowStep& step : result.steps) {
      if (step.effect != effect) {
        continue;
      }
      for (const WorkflowFix& fix : step.fixes) {
        const bool known = std::any_of(out.begin(), out.end(), [&](const WorkflowFix& other) {
          return other.text == fix.text || (fix.request && other.request && *other.request == *fix.request);
        });
        if (!known) {
          out.push_back(fix);
        }
      }
    }
  }
  return out;
}

Json fixJson(const WorkflowFix& fix) {
  return {{"text", fix.text},
          {"effect", fix.effect},
          {"action", fix.request ? actionJson(*fix.request) : Json(nullptr)},
          {"command", fix.command}};
}

}  // namespace

std::string actionCommand(const ActionRequest& request) {
  const auto name = [&](std::size_t i) {
    const diagnosis::ObjectRef& object = request.objects[i];
    return words::shellWord(object.namespaceName.empty() ? object.name : object.namespaceName + "/" + object.name);
  };
  const auto option = [&](const std::string& key) {
    const auto at = request.options.find(key);
    return at == request.options.end() ? std::string() : at->second;
  };
  std::string verb = request.action;
  if (verb == "drain_node" || verb == "cordon_node" || verb == "uncordon_node") {
    verb = verb.substr(0, verb.find('_'));
  } else if (verb == "release_claim") {
    verb = "release";
  } else if (verb == "restart_driver" && request.objects.size() == 1) {
    return "claimscope restart-driver " + name(0) +
           (option("driver").empty() ? "" : " --driver " + words::shellWord(option("driver")));
  } else {
    return {};  // only in the window
  }
  std::string out = "claimscope " + verb;
  for (std::size_t i = 0; i < request.objects.size(); ++i) {
    out += (verb == "release" && i > 0 ? "\nclaimscope release " : " ") + name(i);  // it takes one at a time
  }
  return out + (option("ignore-daemonsets") == "true" ? " --ignore-daemonsets" : "") + (verb == "drain" ? " --plan" : "");
}

Json actionJson(const ActionRequest& request) {
  Json objects = Json::array();
  for (const diagnosis::ObjectRef& object : request.objects) {
    objects.push_back(object.str());
  }
  Json options = Json::object();
  for (const auto& [key, value] : request.options) {
    options[key] = value;
  }
  return {{"name", request.action}, {"objects", std::move(objects)}, {"options", std::move(options)}};
}

Json workflowJson(const WorkflowResult& result) {
  Json out = {{"workflow", result.workflow},
              {"title", result.title},
              {"object", result.object.empty() ? Json(nullptr) : Json(result.object)},
              {"outcome", stepVerdictWord(result.outcome)},
              {"severity", result.outcome == StepVerdict::proven ? Json(severityWord(result.severity)) : Json(nullptr)},
              {"verdict", result.verdict},
              {"detail", result.detail},
              {"computedFrom", formatTime(result.computedFrom)},
              {"steps", Json::array()}};
  for (const WorkflowStep& step : result.steps) {
    Json evidence = Json::array();
    for (const diagnosis::Evidence& item : step.evidence) {
      evidence.push_back({{"object", item.object}, {"field", item.field}, {"value", item.value}});
    }
    Json objects = Json::array();
    for (const diagnosis::ObjectRef& object : step.objects) {
      objects.push_back(object.str());
    }
    Json fixes = Json::array();
    for (const WorkflowFix& fix : step.fixes) {
      fixes.push_back(fixJson(fix));
    }
    out["steps"].push_back({{"id", step.id},
                            {"title", step.title},
                            {"verdict", stepVerdictWord(step.verdict)},
                            {"effect", step.effect},
                            {"looked", step.looked},
                            {"found", step.found},
                            {"evidence", std::move(evidence)},
                            {"command", step.command},
                            {"next", step.next},
                            {"fixes", std::move(fixes)},
                            {"objects", std::move(objects)}});
  }
  return out;
}

std::string workflowText(const WorkflowResult& result, bool colour) {
  TerminalPage page(colour);
  page.line(page.ink(safe(result.title), Ink::bold) + "  " + safe(result.object));
  page.wrapped(safe(result.verdict), 0, inkOf(result.outcome));
  if (!result.detail.empty()) {
    page.wrapped(safe(result.detail), 0);
  }
  page.wrapped(fmt::format("{} · {} · as of {}", result.workflow, wordOf(result.outcome), formatTime(result.computedFrom)), 0,
               Ink::dim);
  page.title("Steps");
  std::size_t number = 0;
  for (const WorkflowStep& step : result.steps) {
    stepLines(++number, step, page);
  }
  const std::vector<WorkflowFix> fixes = fixesOf(result);
  if (!fixes.empty()) {
    page.title("What helps");
  }
  number = 0;
  for (const WorkflowFix& fix : fixes) {
    page.wrapped(fmt::format("{}. {}", ++number, safe(fix.text)), 2);
    page.wrapped(safe(fix.effect), 5, Ink::dim);
    if (fix.request && !actionCommand(*fix.request).empty()) {
      commandLines(actionCommand(*fix.request), 5, page);
    }
    commandLines(fix.command, 5, page);
  }
  return page.take();
}

std::string workflowMarkdown(const WorkflowResult& result) {
  std::string out =
      "# " + markdownText(result.title) + (result.object.empty() ? "" : ": " + markdownText(result.object)) + "\n\n";
  out += "**" + markdownText(result.verdict) + "**\n\n";
  if (!result.detail.empty()) {
    out += markdownText(result.detail) + "\n\n";
  }
  out += fmt::format("Workflow {}, {}, as of {}.\n\n", markdownCode(result.workflow, false), wordOf(result.outcome),
                     formatTime(result.computedFrom));
  out += "| # | Verdict | Suspicion | Found |\n|--:|---|---|---|\n";
  std::size_t number = 0;
  for (const WorkflowStep& step : result.steps) {
    const bool proven = step.verdict == StepVerdict::proven;
    out += fmt::format("| {} | {} | {} | {} |\n", ++number, proven ? "**proven**" : wordOf(step.verdict),
                       markdownText(step.title), markdownText(step.found));
  }
  out += "\n";
  number = 0;
  for (const WorkflowStep& step : result.steps) {
    ++number;
    if (step.verdict != StepVerdict::proven && step.verdict != StepVerdict::unknown) {
      continue;
    }
    out += fmt::format("## {}. {}: {}\n\nLooked at {}.\n\n", number, markdownText(step.title), wordOf(step.verdict),
                       markdownText(step.looked));
    if (!step.evidence.empty()) {
      out += "| Object | Field | Value |\n|---|---|---|\n";
      for (const diagnosis::Evidence& item : step.evidence) {
        out +=
            "| " + markdownText(item.object) + " | " + markdownCode(item.field, true) + " | " + markdownText(item.value) + " |\n";
      }
      out += "\n";
    }
    if (!step.objects.empty()) {
      out += "Objects: ";
      for (std::size_t i = 0; i < step.objects.size() && i < kMostObjects; ++i) {
        out += (i == 0 ? "" : ", ") + markdownCode(step.objects[i].str(), false);
      }
      out += step.objects.size() > kMostObjects ? fmt::format(" and {} more\n\n", step.objects.size() - kMostObjects) : "\n\n";
    }
    for (const std::string& line : linesOf(step.command)) {
      out += "    " + log::redact(line) + "\n";
    }
    out += step.next.empty() ? "\n" : "\nNext: " + markdownText(step.next) + "\n\n";
  }
  const std::vector<WorkflowFix> fixes = fixesOf(result);
  if (!fixes.empty()) {
    out += "## What helps\n\n";
  }
  number = 0;
  for (const WorkflowFix& fix : fixes) {
    out += fmt::format("{}. {}. {}\n\n", ++number, markdownText(fix.text), markdownText(fix.effect));
    const std::string action = fix.request ? actionCommand(*fix.request) : std::string();
    for (const std::string& text : {action, fix.command}) {
      for (const std::string& line : linesOf(text)) {
        out += "        " + log::redact(line) + "\n";
      }
    }
    out += "\n";
  }
  return out;
}

Result<diagnosis::ObjectRef> objectNamed(const diagnosis::Workflow& workflow, const std::string& text,
                                         const std::string& namespaceName) {
  const auto& kinds = workflow.objectKinds;
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('/', at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  if (kinds.empty()) {
    return fail(ErrorCode::usage, fmt::format("{} looks at the cluster as a whole, not at {}", workflow.id, text),
                "Leave the object away");
  }
  std::string kind = parts.front();
  // Plurals and kubectl's words too: pods/x, po/x, resourceclaim/x.
  if (kind == "po" || kind == "pods") {
    kind = "pod";
  } else if (kind == "no" || kind == "nodes") {
    kind = "node";
  } else if (canonicalNoun(kind) == "claims" && parts.size() > 1) {
    kind = "claim";
  } else if (kind == "ns" || kind == "namespaces") {
    kind = "namespace";
  }
  const bool known =
      kind == "pod" || kind == "node" || kind == "claim" || kind == "pool" || kind == "device" || kind == "namespace";
  if (known && parts.size() > 1) {
    parts.erase(parts.begin());
  } else {
    kind = std::string(kinds.front());
  }
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
    std::vector<std::string> words;
    for (const std::string_view one : kinds) {
      words.emplace_back(one);
    }
    return fail(ErrorCode::usage, fmt::format("{} does not run on a {}", workflow.id, kind),
                "Give it " + words::listed(words, 5) + ", such as " + words.front() + "/NAME");
  }
  const bool inNamespace = kind == "pod" || kind == "claim";
  const bool ofDriver = kind == "pool" || kind == "device";
  const std::size_t most = inNamespace ? 2 : kind == "device" ? 99 : ofDriver ? 99 : 1;
  const bool empty = std::any_of(parts.begin(), parts.end(), [](const std::string& part) { return part.empty(); });
  if (parts.empty() || empty || parts.size() > most || (ofDriver && parts.size() < (kind == "device" ? 3U : 2U))) {
    return fail(ErrorCode::usage, fmt::format("\"{}\" does not name a {}", text, kind),
                inNamespace        ? "Write " + kind + "/NAMESPACE/NAME"
                : kind == "device" ? "Write device/DRIVER/POOL/DEVICE"
                : ofDriver         ? "Write pool/DRIVER/POOL"
                                   : "Write " + kind + "/NAME");
  }
  diagnosis::ObjectRef out{kind, "", parts.back()};
  if (inNamespace) {
    out.namespaceName = parts.size() == 2 ? parts.front() : namespaceName.empty() ? "default" : namespaceName;
  } else if (ofDriver) {
    out.namespaceName = parts.front();
    out.name = text.substr(text.find(out.namespaceName + "/") + out.namespaceName.size() + 1);
  }
  return out;
}

}  // namespace claimscope::app
