// An explanation for a terminal: at most 100 columns, colours only where they are wanted.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/commands/explain.h"
#include "app/commands/terminal_page.h"
#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using namespace explanation;

constexpr std::size_t kMostColumns = 6;  // device groups beside a term
constexpr std::size_t kMostHolders = 8;
constexpr std::size_t kMostFixes = 3;
constexpr std::size_t kMostNodeLines = 8;

void head(const Explanation& e, TerminalPage& page) {
  const bool good = e.verdict == explanation::Verdict::allocated || e.verdict == explanation::Verdict::canFit;
  const Ink colour = e.verdict == explanation::Verdict::unknown ? Ink::yellow : good ? Ink::green : Ink::red;
  page.line(page.ink(fmt::format("{} {}", e.kind, safe(e.object)), Ink::bold) + "  " + safe(e.state) +
            (e.since.isSet() ? "  " + ageOf(e, e.since) : ""));
  page.wrapped(safe(e.summary), 0, colour);
  if (!e.detail.empty()) {
    page.wrapped(safe(e.detail), 0);
  }
  std::string last = fmt::format("{} · {}", verdictWord(e.verdict), e.reason);
  switch (e.scheduler.agreement) {
    case SchedulerSays::Agreement::agrees:
      last += " · agrees with the scheduler";
      break;
    case SchedulerSays::Agreement::differs:
      last += " · differs from the scheduler";
      break;
    case SchedulerSays::Agreement::stale:
      last += " · the scheduler's message is older than the change";
      break;
    case SchedulerSays::Agreement::nothingSaid:
      break;
  }
  page.wrapped(last, 0, Ink::dim);
}

void ladder(const Explanation& e, TerminalPage& page) {
  page.title("Stages");
  for (const Rung& rung : e.ladder) {
    const bool holds = rung.state == RungState::holds;
    const char* mark = rung.state == RungState::done      ? "✓"
                       : holds                            ? "✗"
                       : rung.state == RungState::notUsed ? "-"
                       : rung.state == RungState::unknown ? "?"
                                                          : "·";
    std::string text = fmt::format("  {} {} {}", mark, padded(rung.title, 16), words::cut(safe(rung.detail), 64));
    if (holds && rung.since.isSet()) {
      text += "  " + ageOf(e, rung.since);
    }
    page.line(page.ink(text, holds ? Ink::red : rung.state == RungState::done ? Ink::plain : Ink::dim));
  }
}

std::string cellText(const Cell& cell) {
  const std::string word = cell.truth == Truth::yes ? "true" : cell.truth == Truth::no ? "false" : "error";
  return cell.firstFalse ? "✗ " + word : cell.needed ? "  " + word : "· " + word;
}

/// Two columns on a wide terminal are not worth it: a term takes one line, its answers the next ones.
void truthTable(const RequestExplanation& request, TerminalPage& page) {
  if (request.terms.empty()) {
    return;
  }
  const std::size_t groups = std::min(request.groups.size(), kMostColumns);
  std::vector<std::string> labels;
  std::size_t column = 9;
  for (std::size_t g = 0; g < groups; ++g) {
    labels.push_back(words::middleCut(safe(request.groups[g].label), 18) + " " + countText(request.groups[g].count));
  }
  std::size_t total = 0;
  for (const std::string& label : labels) {
    total += std::max(column, width(label)) + 2;
  }
  const std::size_t left = kColumns > total + 12 + 24 ? kColumns - total - 12 : 24;
  std::string header = "  " + padded("from", 8) + padded("term", left);
  for (const std::string& label : labels) {
    header += "  " + padded(label, column);
  }
  page.line(page.ink(header, Ink::dim));
  for (const TermRow& term : request.terms) {
    const std::string expression = safe(term.expression);
    std::string row = "  " + padded(term.from, 8) + padded(words::middleCut(expression, left), left);
    const bool fits = width(expression) <= left;
    std::string answers;
    for (std::size_t g = 0; g < groups && g < term.cells.size(); ++g) {
      const std::string cell = padded(cellText(term.cells[g]), std::max(column, width(labels[g])));
      answers += "  " + page.ink(cell, term.cells[g].firstFalse              ? Ink::red
                                       : term.cells[g].truth == Truth::error ? Ink::yellow
                                       : !term.cells[g].needed               ? Ink::dim
                                                                             : Ink::plain);
    }
    if (fits) {
      page.line(row + answers);
    } else {
      page.line("  " + padded(term.from, 8) + words::cut(expression, kColumns - 10));
      page.line("  " + std::string(8 + left, ' ') + answers);
    }
    if (!term.hint.empty()) {
      page.wrapped("^ " + safe(term.hint), 10, Ink::yellow);
    }
    for (const Cell& cell : term.cells) {
      if (cell.truth == Truth::error && cell.needed && !cell.error.empty()) {
        page.wrapped("error: " + safe(cell.error), 10, Ink::yellow);
        break;
      }
    }
  }
  std::string passing = "  " + padded("", 8) + padded("pass all terms", left);
  for (std::size_t g = 0; g < groups; ++g) {
    passing += "  " + padded(countText(request.groups[g].passing), std::max(column, width(labels[g])));
  }
  page.line(page.ink(passing, Ink::dim));
  if (request.groups.size() > groups) {
    page.line(page.ink(fmt::format("  and {} more groups", request.groups.size() - groups), Ink::dim));
  }
}

void requests(const Explanation& e, TerminalPage& page) {
  for (const RequestExplanation& request : e.requests) {
    page.title(fmt::format("Request {}: {} of class {}{}{}", safe(request.name),
                           request.all ? "all" : std::to_string(request.wanted), safe(request.deviceClass),
                           request.constraints.empty() ? "" : ", " + safe(request.constraints),
                           request.adminAccess ? ", admin access" : ""));
    std::string funnel;
    for (const FunnelStep& step : request.funnel) {
      std::string title = step.title;
      std::transform(title.begin(), title.begin() + 1, title.begin(),
                     [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      funnel += (funnel.empty() ? "" : " → ") + title + " " + countText(step.count);
    }
    page.wrapped(funnel, 2);
    truthTable(request, page);
  }
}

void holders(const Explanation& e, TerminalPage& page) {
  if (e.holders.empty()) {
    return;
  }
  page.title("Who holds what it needs, easiest to yield first");
  const std::size_t shown = std::min(e.holders.size(), kMostHolders);
  page.line(page.ink(fmt::format("  {} {} {} {} {} {}", padded("claim", 38), padded("devices", 8), padded("state", 10),
                                 padded("held for", 12), padded("priority", 9), "idle evidence"),
                     Ink::dim));
  for (std::size_t i = 0; i < shown; ++i) {
    const Holder& holder = e.holders[i];
    page.line(fmt::format("  {} {} {} {} {} {}", padded(words::middleCut(safe(holder.name), 38), 38),
                          padded(countText(holder.devices), 8), padded(holder.state, 10), padded(ageOf(e, holder.heldSince), 12),
                          padded(holder.priority ? std::to_string(*holder.priority) : "-", 9),
                          words::cut(safe(holder.idleEvidence), 12)));
  }
  if (e.holders.size() > shown) {
    page.line(page.ink(fmt::format("  and {} more", e.holders.size() - shown), Ink::dim));
  }
}

void nodes(const Explanation& e, TerminalPage& page) {
  const std::vector<NodeLine> lines = foldNodes(e);
  if (lines.empty()) {
    return;
  }
  page.title("Nodes");
  for (std::size_t i = 0; i < lines.size() && i < kMostNodeLines; ++i) {
    const NodeLine& line = lines[i];
    std::vector<std::string> names;
    for (const std::string& name : line.names) {
      names.push_back(safe(name));
    }
    const std::string who = names.size() == 1 ? names.front()
                                              : words::counted(static_cast<std::int64_t>(names.size()), "node") + " (" +
                                                    words::listed(names, 3) + ")";
    const std::string answer = line.node->fits || line.node->reasons.empty() ? "fits"
                               : line.node->relevant                         ? safe(reasonsText(*line.node))
                                                                             : line.node->reasons.front().id;
    page.wrapped(who + ": " + answer + (line.node->relevant ? "" : " · not for this pod"), 2,
                 line.node->fits       ? Ink::green
                 : line.node->relevant ? Ink::plain
                                       : Ink::dim);
  }
  if (lines.size() > kMostNodeLines) {
    page.line(page.ink(fmt::format("  and {} more kinds of refusal", lines.size() - kMostNodeLines), Ink::dim));
  }
}

void fixes(const Explanation& e, TerminalPage& page) {
  if (e.fixes.empty()) {
    return;
  }
  page.title("Smallest changes that would help");
  for (std::size_t i = 0; i < e.fixes.size() && i < kMostFixes; ++i) {
    const Fix& fix = e.fixes[i];
    page.wrapped(fmt::format("{}. {}{}", i + 1, safe(fix.text), fix.verified ? "  [simulated: it fits]" : ""), 2, Ink::bold);
    page.wrapped(safe(fix.effect), 5, fix.verified ? Ink::green : Ink::plain);
    page.wrapped(safe(fix.sideEffect), 5, Ink::dim);
    if (!fix.command.empty()) {
      std::string_view rest = fix.command;
      std::string mark = "$ ";
      while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        page.line("     " + mark + log::redact(rest.substr(0, end)));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        mark = "  ";
      }
    }
  }
}

void evidence(const Explanation& e, TerminalPage& page) {
  page.title("Evidence");
  std::string_view lastRule;
  std::string_view lastCommand;
  for (const Evidence& item : e.evidence) {
    page.wrapped(fmt::format("{}: {} = {}{}", safe(item.object), safe(item.field), words::cut(safe(item.value), 300),
                             item.mark.empty() ? "" : " [" + item.mark + "]"),
                 2);
    if (item.rule != lastRule) {
      page.wrapped(safe(item.rule), 4, Ink::dim);
    }
    lastRule = item.rule;
    if (!item.command.empty() && item.command != lastCommand) {
      lastCommand = item.command;
      page.line(page.ink("    $ " + log::redact(item.command), Ink::dim));
    }
  }
  if (!e.scheduler.note.empty()) {
    page.title("Beside the scheduler's words");
    page.wrapped(safe(e.scheduler.note), 2);
  }
}

void unknowns(const Explanation& e, TerminalPage& page) {
  if (e.unknowns.empty()) {
    return;
  }
  page.title("Not known");
  for (const Unknown& unknown : e.unknowns) {
    page.wrapped(safe(unknown.what) + ": " + safe(unknown.because) + ". " + safe(unknown.effect), 2);
  }
}

}  // namespace

std::string reasonsText(const NodeExplanation& node) {
  std::string out;
  for (const NodeReason& reason : node.reasons) {
    out += (out.empty() ? "" : ", ") + reason.id + (reason.count > 1 ? " " + words::number(reason.count) : "") +
           (reason.detail.empty() ? "" : " (" + reason.detail + ")");
  }
  return out;
}

std::vector<NodeLine> foldNodes(const Explanation& e) {
  std::vector<NodeLine> out;
  std::map<std::string, std::size_t> byReasons;
  for (const NodeExplanation& node : e.nodes) {
    // Nodes that the pod's own selector leaves out are one line whatever their labels are.
    const std::string key =
        node.relevant || node.reasons.empty() ? (node.fits ? "+" : "-") + reasonsText(node) : "o" + node.reasons.front().id;
    const auto [entry, isNew] = byReasons.emplace(key, out.size());
    if (isNew) {
      out.push_back({{}, &node});
    }
    out[entry->second].names.push_back(node.name);
  }
  return out;
}

std::string explanationText(const Explanation& e, bool colour) {
  TerminalPage page(colour);
  head(e, page);
  ladder(e, page);
  requests(e, page);
  holders(e, page);
  nodes(e, page);
  fixes(e, page);
  unknowns(e, page);
  evidence(e, page);
  return page.take();
}

std::string ageOf(const Explanation& explanation, Time since) {
  return since.isSet() ? words::duration(explanation.computedFrom - since) : std::string();
}

}  // namespace claimscope::app
