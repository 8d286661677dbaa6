#include "model/actions/action.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "model/base/words.h"

namespace claimscope::actions {
namespace {

const OptionSpec* findOption(const Action& action, std::string_view name) {
  const auto found =
      std::find_if(action.options.begin(), action.options.end(), [&](const OptionSpec& o) { return o.name == name; });
  return found == action.options.end() ? nullptr : &*found;
}

std::optional<std::int64_t> numberOf(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(out) : std::nullopt;
}

std::optional<std::int64_t> durationOf(std::string_view text) {
  return text == "0" ? std::optional<std::int64_t>(0) : parseDuration(text);
}

/// What is wrong with a value, empty when nothing is.
std::string complaint(const OptionSpec& option, const std::string& value) {
  switch (option.type) {
    case OptionSpec::Type::flag:
      return value == "true" || value == "false" ? "" : "is true or false";
    case OptionSpec::Type::number:
      return numberOf(value) ? "" : "is a whole number";
    case OptionSpec::Type::duration:
      return durationOf(value) ? "" : "is a time like 90s, 15m or 1h";
    case OptionSpec::Type::choice:
      return std::find(option.choices.begin(), option.choices.end(), value) != option.choices.end()
                 ? ""
                 : "is one of " + words::listed(option.choices, option.choices.size());
    case OptionSpec::Type::text:
      return "";
  }
  return "";
}

Status checkRequest(const Action& action, const ActionRequest& request) {
  if (request.objects.empty() && !action.objectKind.empty()) {
    return fail(ErrorCode::usage, fmt::format("{}: no {} is named", action.title, action.objectKind));
  }
  if (request.objects.size() > 1 && !action.several) {
    return fail(ErrorCode::usage,
                fmt::format("{} takes one {}, not {}", action.title, action.objectKind, request.objects.size()));
  }
  for (const auto& [name, value] : request.options) {
    const OptionSpec* option = findOption(action, name);
    if (option == nullptr) {
      std::vector<std::string> names;
      for (const OptionSpec& known : action.options) {
        names.push_back("--" + known.name);
      }
      return fail(ErrorCode::usage, fmt::format("{} has no option --{}", action.title, name),
                  names.empty() ? "It has none" : "It has " + words::listed(names, names.size()));
    }
    if (const std::string wrong = complaint(*option, value); !wrong.empty()) {
      return fail(ErrorCode::usage, fmt::format("--{} {}, not \"{}\"", name, wrong, words::cut(words::oneLine(value), 80)));
    }
  }
  return {};
}

}  // namespace

const Action* findAction(std::string_view id) {
  const std::vector<Action>& all = allActions();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Action& action) { return action.id == id; });
  return found == all.end() ? nullptr : &*found;
}

Result<ActionPlan> planAction(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  const Action* action = findAction(request.action);
  if (action == nullptr) {
    return fail(ErrorCode::usage, "there is no action \"" + words::cut(words::oneLine(request.action), 60) + "\"");
  }
  if (const Status status = checkRequest(*action, request); !status) {
    return fail(status.error());
  }
  return action->plan(snapshot, request);
}

std::string Options::text(std::string_view name) const {
  const auto given = m_request.options.find(std::string(name));
  if (given != m_request.options.end()) {
    return given->second;
  }
  const OptionSpec* option = findOption(m_action, name);
  return option != nullptr ? option->standard : std::string();
}

bool Options::flag(std::string_view name) const {
  return text(name) == "true";
}

std::int64_t Options::number(std::string_view name) const {
  return numberOf(text(name)).value_or(0);
}

std::int64_t Options::durationMs(std::string_view name) const {
  return durationOf(text(name)).value_or(0);
}

ActionPlan newPlan(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  ActionPlan out;
  out.request = request;
  out.context = snapshot.server.context;
  out.server = snapshot.server.address;
  if (const Namespace* system = snapshot.of<Namespace>().find({}, Text("kube-system")); system != nullptr) {
    out.clusterUid = system->meta.uid.str();
  }
  out.madeAt = snapshot.time;
  return out;
}

ApiResource servedAs(const cluster::Snapshot& snapshot, Kind kind) {
  const KindRequest& known = kindRequest(kind);
  const ApiResource& source = snapshot.source(kind).status.resource;
  if (!source.version.empty()) {
    return source;
  }
  for (const ApiResource& served : snapshot.server.served) {
    if (served.group == known.group && served.resource == known.resource) {
      return served;
    }
  }
  return {known.group, known.versions.empty() ? "v1" : known.versions.front(), known.resource, known.kind, known.namespaced};
}

}  // namespace claimscope::actions
