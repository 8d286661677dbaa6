// An explanation as Markdown, for a ticket.
#include <fmt/format.h>

#include <algorithm>

#include "app/commands/explain.h"
#include "app/commands/report.h"
#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using namespace explanation;

constexpr std::size_t kMarkdownFixes = 3;
constexpr std::size_t kMarkdownNodeLines = 12;
constexpr std::size_t kMarkdownHolders = 20;

void ladder(const Explanation& e, std::string& out) {
  out += "## Stages\n\n| Stage | State | Detail |\n|---|---|---|\n";
  for (const Rung& rung : e.ladder) {
    const char* state = rung.state == RungState::done      ? "done"
                        : rung.state == RungState::holds   ? "**holds**"
                        : rung.state == RungState::notUsed ? "not used"
                        : rung.state == RungState::unknown ? "not known"
                                                           : "not reached";
    out += fmt::format("| {} | {} | {}{} |\n", rung.title, state, markdownText(rung.detail),
                       rung.state == RungState::holds && rung.since.isSet() ? ", " + ageOf(e, rung.since) : "");
  }
  out += "\n";
}

void request(const RequestExplanation& r, std::string& out) {
  out += fmt::format("## Request {}\n\n{} of class {}{}\n\n", markdownText(r.name), r.all ? "All" : std::to_string(r.wanted),
                     markdownText(r.deviceClass), r.constraints.empty() ? "" : ", " + markdownText(r.constraints));
  out += "| Devices | Count | |\n|---|--:|---|\n";
  for (const FunnelStep& step : r.funnel) {
    out += fmt::format("| {} | {} | {} |\n", step.title, countText(step.count), markdownText(step.caption));
  }
  if (!r.terms.empty()) {
    out += "\n| From | CEL term |";
    std::string rule = "|---|---|";
    for (const DeviceGroup& group : r.groups) {
      out += fmt::format(" {} ({}) |", markdownText(group.label), countText(group.count));
      rule += "---|";
    }
    out += "\n" + rule + "\n";
    for (const TermRow& term : r.terms) {
      out += fmt::format("| {} | {} |", term.from, markdownCode(term.expression, true));
      for (const Cell& cell : term.cells) {
        const char* word = cell.truth == Truth::yes ? "true" : cell.truth == Truth::no ? "false" : "error";
        out += cell.firstFalse ? fmt::format(" **{}** |", word)
               : cell.needed   ? fmt::format(" {} |", word)
                               : fmt::format(" _{}_ |", word);
      }
      out += "\n";
    }
    for (const TermRow& term : r.terms) {
      out += term.hint.empty() ? "" : "\n" + markdownText(term.hint) + "\n";
    }
  }
  out += "\n";
}

void holders(const Explanation& e, std::string& out) {
  if (e.holders.empty()) {
    return;
  }
  out +=
      "## Who holds what it needs\n\n| # | Claim | Devices | State | Held for | Priority | Idle evidence "
      "|\n|--:|---|--:|---|--:|--:|---|\n";
  for (std::size_t i = 0; i < e.holders.size() && i < kMarkdownHolders; ++i) {
    const Holder& holder = e.holders[i];
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", i + 1, markdownText(holder.name), countText(holder.devices),
                       holder.state, holder.heldSince.isSet() ? ageOf(e, holder.heldSince) : "-",
                       holder.priority ? std::to_string(*holder.priority) : "-",
                       holder.idleEvidence.empty() ? "-" : markdownText(holder.idleEvidence));
  }
  out += e.holders.size() > kMarkdownHolders ? fmt::format("\nand {} more.\n\n", e.holders.size() - kMarkdownHolders) : "\n";
}

void nodes(const Explanation& e, std::string& out) {
  const std::vector<NodeLine> lines = foldNodes(e);
  if (lines.empty()) {
    return;
  }
  out += "## Nodes\n\n| Nodes | Answer |\n|---|---|\n";
  for (std::size_t i = 0; i < lines.size() && i < kMarkdownNodeLines; ++i) {
    const NodeLine& line = lines[i];
    const auto count = static_cast<std::int64_t>(line.names.size());
    out += fmt::format("| {} | {}{} |\n",
                       markdownText(words::listed(line.names, 3)) + (count > 3 ? " (" + words::number(count) + " in all)" : ""),
                       line.node->fits ? "fits" : markdownText(reasonsText(*line.node)),
                       line.node->relevant ? "" : ", not for this pod");
  }
  out += "\n";
}

void fixes(const Explanation& e, std::string& out) {
  if (e.fixes.empty()) {
    return;
  }
  out += "## Smallest changes that would help\n\n";
  for (std::size_t i = 0; i < e.fixes.size() && i < kMarkdownFixes; ++i) {
    const Fix& fix = e.fixes[i];
    out += fmt::format("{}. **{}**{} {} {}\n\n", i + 1, markdownText(fix.text), fix.verified ? " (simulated)" : "",
                       markdownText(fix.effect), markdownText(fix.sideEffect));
    if (!fix.command.empty()) {
      std::string command = log::redact(fix.command);
      for (std::size_t at = command.find('\n'); at != std::string::npos; at = command.find('\n', at + 1)) {
        command.insert(at + 1, "       ");
      }
      out += "       " + command + "\n\n";
    }
  }
}

}  // namespace

std::string explanationMarkdown(const Explanation& e) {
  std::string out = fmt::format("# {} {}\n\n**{}**\n\n", e.kind, markdownCode(e.object, false), markdownText(e.summary));
  if (!e.detail.empty()) {
    out += markdownText(e.detail) + "\n\n";
  }
  out += fmt::format("- State: {}{}\n- Verdict: {}, reason {}\n- As of: {}\n", markdownText(e.state),
                     e.since.isSet() ? ", for " + ageOf(e, e.since) : "", verdictWord(e.verdict), e.reason,
                     formatTime(e.computedFrom));
  if (!e.scheduler.message.empty()) {
    out += "- The scheduler says: " + markdownText(words::cut(e.scheduler.message, 600)) + "\n";
    out += e.scheduler.note.empty() ? "" : "- " + markdownText(e.scheduler.note) + "\n";
  }
  out += "\n";
  ladder(e, out);
  for (const RequestExplanation& r : e.requests) {
    request(r, out);
  }
  holders(e, out);
  nodes(e, out);
  fixes(e, out);
  if (!e.unknowns.empty()) {
    out += "## Not known\n\n";
    for (const Unknown& unknown : e.unknowns) {
      out +=
          fmt::format("- {}: {}. {}\n", markdownText(unknown.what), markdownText(unknown.because), markdownText(unknown.effect));
    }
    out += "\n";
  }
  out += "## Evidence\n\n| Object | Field | Value | Rule |\n|---|---|---|---|\n";
  for (const Evidence& item : e.evidence) {
    out += fmt::format("| {} | {} | {} | {} |\n", markdownText(item.object), markdownCode(item.field, true),
                       markdownText(item.value), markdownText(item.rule));
  }
  out += "\n";
  for (const Evidence& item : e.evidence) {
    out += item.command.empty() ? "" : "    " + log::redact(item.command) + "\n";
  }
  return out;
}

}  // namespace claimscope::app
