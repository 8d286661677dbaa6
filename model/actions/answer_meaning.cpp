#include "model/actions/answer_meaning.h"

#include <fmt/format.h>

#include "model/base/json_tree.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

bool hasCause(const nlohmann::json& status, std::string_view cause) {
  const nlohmann::json::json_pointer path("/details/causes");
  if (!status.is_object() || !status.contains(path) || !status.at(path).is_array()) {
    return false;
  }
  for (const nlohmann::json& entry : status.at(path)) {
    if (entry.is_object() && entry.value("reason", nlohmann::json()) == cause) {
      return true;
    }
  }
  return false;
}

std::string messageOf(const nlohmann::json& status, const ApiAnswer& answer) {
  if (status.is_object() && status.contains("message") && status["message"].is_string()) {
    return words::cut(words::oneLine(status["message"].get<std::string>()), 300);
  }
  return answer.error ? answer.error->message : fmt::format("HTTP {}", answer.status);
}

}  // namespace

AnswerMeaning meaningOf(const Step& step, const ApiAnswer& answer) {
  if (!answer.error) {
    return {AnswerMeaning::Kind::taken, "the server took it", 0};
  }
  const nlohmann::json status = nlohmann::json::parse(answer.body, nullptr, false);
  AnswerMeaning out{AnswerMeaning::Kind::failed, messageOf(status, answer), answer.error->retryAfterMs.value_or(0)};
  const bool removes = step.call.verb == Verb::evict || step.call.verb == Verb::remove;
  switch (answer.status) {
    case 404:
      out.kind = removes ? AnswerMeaning::Kind::goneBefore : AnswerMeaning::Kind::failed;
      break;
    case 409:
      if (step.call.verb == Verb::create) {
        out.kind = AnswerMeaning::Kind::exists;
      } else if (removes && out.detail.find("UID in precondition") != std::string::npos) {
        out.kind = AnswerMeaning::Kind::goneBefore;  // another object has its name: the one meant is gone
      } else if (removes && step.exactVersion) {
        out.detail = "it has changed since the rehearsal: " + out.detail;
      } else {
        out.kind = AnswerMeaning::Kind::conflict;
      }
      break;
    case 429:
      out.kind = AnswerMeaning::Kind::budget;
      break;
    case 403:
      out.kind = hasCause(status, "NamespaceTerminating") && removes ? AnswerMeaning::Kind::ending : AnswerMeaning::Kind::failed;
      break;
    case 0:
    case 408:
    case 502:
    case 503:
    case 504:
      out.kind = AnswerMeaning::Kind::again;
      break;
    default:
      // 500 of an eviction is several budgets over one pod: waiting does not help.
      break;
  }
  return out;
}

}  // namespace claimscope::actions
