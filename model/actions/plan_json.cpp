#include "model/actions/plan_json.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "model/base/clock.h"
#include "model/base/json_tree.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

using Json = nlohmann::ordered_json;

Json objectJson(const ObjectRef& object) {
  return {{"kind", object.kind}, {"namespace", object.namespaceName}, {"name", object.name}};
}

Json targetJson(const Target& target) {
  return {{"group", target.resource.group},
          {"version", target.resource.version},
          {"resource", target.resource.resource},
          {"kind", target.resource.kind},
          {"namespaced", target.resource.namespaced},
          {"namespace", target.namespaceName},
          {"name", target.name},
          {"uid", target.uid},
          {"resourceVersion", target.resourceVersion}};
}

Json callJson(const Call& call) {
  return {{"verb", verbWord(call.verb)}, {"target", targetJson(call.target)}, {"contentType", call.contentType},
          {"body", call.body},           {"kubectl", call.kubectl},           {"subresource", call.subresource}};
}

Json expectationJson(const Expectation& expectation) {
  return {{"kind", expectationWord(expectation.kind)},
          {"object", objectJson(expectation.object)},
          {"uid", expectation.uid},
          {"value", expectation.value},
          {"text", expectation.text},
          {"deadlineMs", expectation.deadlineMs}};
}

Json stepJson(const Step& step) {
  Json out = {{"id", step.id}, {"title", step.title}, {"call", callJson(step.call)}, {"effect", step.effect}};
  Json guards = Json::array();
  for (const FieldGuard& guard : step.guards) {
    guards.push_back({{"pointer", guard.pointer}, {"value", guard.value}});
  }
  out["guards"] = std::move(guards);
  out["exactVersion"] = step.exactVersion;
  out["after"] = step.after;
  out["until"] = step.until ? expectationJson(*step.until) : Json();
  out["inverse"] = step.inverse ? callJson(*step.inverse) : Json();
  if (step.keeps) {
    out["keeps"] = {{"workload", objectJson(step.keeps->workload)}, {"uid", step.keeps->uid}, {"atLeast", step.keeps->atLeast}};
  }
  out["waitsForBudget"] = step.waitsForBudget;
  out["essential"] = step.essential;
  out["canDryRun"] = step.canDryRun;
  return out;
}

Json noticeJson(const Notice& notice) {
  return {{"mark", markWord(notice.mark)},
          {"title", notice.title},
          {"detail", notice.detail},
          {"object", notice.object ? objectJson(*notice.object) : Json()},
          {"request", notice.request ? requestJson(*notice.request) : Json()},
          {"option", notice.option}};
}

Json landingJson(const Landing& landing) {
  return {{"known", landing.known},
          {"fits", landing.fits},
          {"node", landing.node},
          {"nodes", landing.nodes},
          {"reason", landing.reason}};
}

template <class T, class Fn>
Json listJson(const std::vector<T>& values, Fn&& fn) {
  Json out = Json::array();
  for (const T& value : values) {
    out.push_back(fn(value));
  }
  return out;
}

/// What is wrong with a document, and where.
struct Bad {
  std::string where;
  std::string cause;
};

/// Reads one object of a document; every field has to be there.
class Reader {
 public:
  Reader(const Json& json, std::string where) : m_json(json), m_where(std::move(where)) {
    if (!json.is_object()) {
      throw Bad{m_where, "is not an object"};
    }
  }
  const Json& at(const char* key) const {
    const auto found = m_json.find(key);
    if (found == m_json.end()) {
      throw Bad{m_where + "." + key, "is missing"};
    }
    return *found;
  }
  bool has(const char* key) const { return m_json.contains(key); }
  std::string text(const char* key) const { return value<std::string>(key, &Json::is_string, "is not a text"); }
  bool flag(const char* key) const { return value<bool>(key, &Json::is_boolean, "is neither true nor false"); }
  std::int64_t number(const char* key) const {
    return value<std::int64_t>(key, &Json::is_number_integer, "is not a whole number");
  }
  std::vector<std::string> texts(const char* key) const {
    std::vector<std::string> out;
    for (const Json& item : list(key)) {
      if (!item.is_string()) {
        throw Bad{m_where + "." + key, "has something else than texts"};
      }
      out.push_back(item.get<std::string>());
    }
    return out;
  }
  template <class T, class Fn>
  std::vector<T> list(const char* key, Fn&& fn) const {
    std::vector<T> out;
    std::size_t index = 0;
    for (const Json& item : list(key)) {
      out.push_back(fn(Reader(item, fmt::format("{}.{}[{}]", m_where, key, index++))));
    }
    return out;
  }
  template <class Fn>
  auto object(const char* key, Fn&& fn) const {
    return fn(Reader(at(key), m_where + "." + key));
  }
  template <class Fn>
  auto optional(const char* key, Fn&& fn) const -> std::optional<decltype(fn(std::declval<Reader>()))> {
    if (at(key).is_null()) {
      return std::nullopt;
    }
    return object(key, fn);
  }
  /// One of the words of an enumeration.
  template <class E, std::size_t N>
  E word(const char* key, std::string_view (*wordOf)(E), const std::array<E, N>& all) const {
    const std::string given = text(key);
    for (const E candidate : all) {
      if (wordOf(candidate) == given) {
        return candidate;
      }
    }
    throw Bad{m_where + "." + key, "is \"" + words::cut(words::oneLine(given), 40) + "\", which is no such word"};
  }
  [[nodiscard]] const std::string& where() const { return m_where; }

 private:
  template <class T>
  T value(const char* key, bool (Json::*is)() const noexcept, const char* complaint) const {
    const Json& found = at(key);
    if (!(found.*is)()) {
      throw Bad{m_where + "." + key, complaint};
    }
    return found.get<T>();
  }
  const Json& list(const char* key) const {
    const Json& found = at(key);
    if (!found.is_array()) {
      throw Bad{m_where + "." + key, "is not a list"};
    }
    return found;
  }

  const Json& m_json;
  std::string m_where;
};

ObjectRef readObject(const Reader& reader) {
  return {reader.text("kind"), reader.text("namespace"), reader.text("name")};
}

Target readTarget(const Reader& reader) {
  return {{reader.text("group"), reader.text("version"), reader.text("resource"), reader.text("kind"), reader.flag("namespaced")},
          reader.text("namespace"),
          reader.text("name"),
          reader.text("uid"),
          reader.text("resourceVersion")};
}

Call readCall(const Reader& reader) {
  constexpr std::array kVerbs = {Verb::create, Verb::patch, Verb::remove, Verb::evict};
  return {reader.word("verb", &verbWord, kVerbs),
          reader.object("target", readTarget),
          reader.text("contentType"),
          reader.text("body"),
          reader.text("kubectl"),
          reader.text("subresource")};
}

Expectation readExpectation(const Reader& reader) {
  Expectation out;
  if (!readExpectationWord(reader.text("kind"), out.kind)) {
    throw Bad{reader.where() + ".kind", "is not a known expectation"};
  }
  out.object = reader.object("object", readObject);
  out.uid = reader.text("uid");
  out.value = reader.text("value");
  out.text = reader.text("text");
  out.deadlineMs = reader.number("deadlineMs");
  return out;
}

Step readStep(const Reader& reader) {
  Step out;
  out.id = reader.text("id");
  out.title = reader.text("title");
  out.call = reader.object("call", readCall);
  out.effect = reader.text("effect");
  out.guards = reader.list<FieldGuard>("guards", [](const Reader& guard) {
    return FieldGuard{guard.text("pointer"), guard.text("value")};
  });
  out.exactVersion = reader.flag("exactVersion");
  out.after = reader.texts("after");
  out.until = reader.optional("until", readExpectation);
  out.inverse = reader.optional("inverse", readCall);
  if (reader.has("keeps")) {  // journals of earlier versions have none
    out.keeps = reader.object("keeps", [](const Reader& keeps) {
      return KeptReady{keeps.object("workload", readObject), keeps.text("uid"), keeps.number("atLeast")};
    });
  }
  out.waitsForBudget = reader.flag("waitsForBudget");
  out.essential = reader.flag("essential");
  out.canDryRun = reader.flag("canDryRun");
  return out;
}

ActionRequest readRequest(const Reader& reader) {
  ActionRequest out;
  out.action = reader.text("action");
  out.objects = reader.list<ObjectRef>("objects", readObject);
  const Reader options(reader.at("options"), reader.where() + ".options");
  for (const auto& [key, value] : reader.at("options").items()) {
    out.options[key] = options.text(key.c_str());
  }
  out.why = reader.texts("why");
  return out;
}

constexpr std::array kMarks = {Mark::good, Mark::warning, Mark::blocked, Mark::stays, Mark::neutral};

Notice readNotice(const Reader& reader) {
  Notice out;
  out.mark = reader.word("mark", &markWord, kMarks);
  out.title = reader.text("title");
  out.detail = reader.text("detail");
  out.object = reader.optional("object", readObject);
  out.request = reader.optional("request", readRequest);
  out.option = reader.text("option");
  return out;
}

Landing readLanding(const Reader& reader) {
  return {reader.flag("known"), reader.flag("fits"), reader.text("node"), reader.number("nodes"), reader.text("reason")};
}

Affected readAffected(const Reader& reader) {
  Affected out;
  out.mark = reader.word("mark", &markWord, kMarks);
  out.verdict = reader.text("verdict");
  out.object = reader.object("object", readObject);
  out.uid = reader.text("uid");
  out.reason = reader.text("reason");
  out.why = reader.text("why");
  out.claims = reader.texts("claims");
  out.landing = reader.object("landing", readLanding);
  out.step = reader.text("step");
  return out;
}

AffectedClaim readClaim(const Reader& reader) {
  return {reader.text("name"), reader.texts("devices"), reader.text("after"), reader.object("landing", readLanding),
          reader.text("note")};
}

Need readNeed(const Reader& reader) {
  return {reader.text("verb"),      reader.text("group"), reader.text("resource"), reader.text("subresource"),
          reader.text("namespace"), reader.text("name"),  reader.text("purpose")};
}

ActionPlan readPlan(const Reader& reader) {
  if (reader.text("document") != "claimscope plan") {
    throw Bad{"document", "is not \"claimscope plan\""};
  }
  ActionPlan out;
  out.id = reader.text("id");
  out.request = reader.object("request", readRequest);
  out.title = reader.text("title");
  out.headline = reader.text("headline");
  out.subline = reader.text("subline");
  out.context = reader.text("context");
  out.server = reader.text("server");
  out.clusterUid = reader.text("clusterUid");
  out.madeAt = Time{reader.number("madeAtMs")};
  out.steps = reader.list<Step>("steps", readStep);
  out.needs = reader.list<Need>("needs", readNeed);
  out.blockers = reader.list<Notice>("blockers", readNotice);
  out.warnings = reader.list<Notice>("warnings", readNotice);
  out.affected = reader.list<Affected>("affected", readAffected);
  out.claims = reader.list<AffectedClaim>("claims", readClaim);
  out.verify = reader.list<Expectation>("verify", readExpectation);
  out.timeoutMs = reader.number("timeoutMs");
  out.verifyMs = reader.number("verifyMs");
  out.retryMs = reader.number("retryMs");
  const std::int64_t parallel = reader.number("parallel");
  if (parallel < 0) {
    throw Bad{"parallel", "is negative"};
  }
  out.parallel = static_cast<std::size_t>(parallel);
  out.undo = reader.text("undo");
  out.commands = reader.texts("commands");
  return out;
}

}  // namespace

Json requestJson(const ActionRequest& request) {
  return {{"action", request.action},
          {"objects", listJson(request.objects, objectJson)},
          {"options", request.options.empty() ? Json::object() : Json(request.options)},
          {"why", request.why}};
}

Json planJson(const ActionPlan& plan) {
  Json out = {{"document", "claimscope plan"}, {"id", plan.id},
              {"title", plan.title},           {"headline", plan.headline},
              {"subline", plan.subline},       {"context", plan.context},
              {"server", plan.server},         {"clusterUid", plan.clusterUid},
              {"madeAtMs", plan.madeAt.ms},    {"request", requestJson(plan.request)}};
  out["blockers"] = listJson(plan.blockers, noticeJson);
  out["warnings"] = listJson(plan.warnings, noticeJson);
  out["affected"] = listJson(plan.affected, [](const Affected& affected) {
    return Json{{"mark", markWord(affected.mark)},
                {"verdict", affected.verdict},
                {"object", objectJson(affected.object)},
                {"uid", affected.uid},
                {"reason", affected.reason},
                {"why", affected.why},
                {"claims", affected.claims},
                {"landing", landingJson(affected.landing)},
                {"step", affected.step}};
  });
  out["claims"] = listJson(plan.claims, [](const AffectedClaim& claim) {
    return Json{{"name", claim.name},
                {"devices", claim.devices},
                {"after", claim.after},
                {"landing", landingJson(claim.landing)},
                {"note", claim.note}};
  });
  out["needs"] = listJson(plan.needs, [](const Need& need) {
    return Json{{"verb", need.verb},
                {"group", need.group},
                {"resource", need.resource},
                {"subresource", need.subresource},
                {"namespace", need.namespaceName},
                {"name", need.name},
                {"purpose", need.purpose}};
  });
  out["steps"] = listJson(plan.steps, stepJson);
  out["verify"] = listJson(plan.verify, expectationJson);
  out["timeoutMs"] = plan.timeoutMs;
  out["verifyMs"] = plan.verifyMs;
  out["retryMs"] = plan.retryMs;
  out["parallel"] = plan.parallel;
  out["undo"] = plan.undo;
  out["commands"] = plan.commands;
  return out;
}

Result<ActionPlan> planFromJson(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) {
    return fail(ErrorCode::invalidInput, "the plan is not JSON", "It should be a file that Claimscope has written");
  }
  try {
    ActionPlan plan = readPlan(Reader(json, "plan"));
    const std::string id = plan.id;
    seal(plan);
    if (plan.id != id) {
      return fail(ErrorCode::invalidInput, fmt::format("the plan {} has been changed: its contents are those of {}", id, plan.id),
                  "Rehearse it again");
    }
    return plan;
  } catch (const Bad& bad) {
    return fail(ErrorCode::invalidInput, bad.where + " " + bad.cause, "It should be a plan that Claimscope has written");
  }
}

}  // namespace claimscope::actions
