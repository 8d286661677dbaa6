#include "model/survey/survey.h"

#include "model/base/words.h"
#include "model/survey/document.h"

namespace claimscope::survey {
namespace {

constexpr std::size_t kLongestWhy = 300;

/// A continue token is base64 of the server's; anything else is not put into a path.
bool isToken(const std::string& token) {
  return !token.empty() && token.size() < 4096 &&
         token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=") == std::string::npos;
}

}  // namespace

std::string_view outcomeWord(Outcome outcome) {
  switch (outcome) {
    case Outcome::answered:
      return "answered";
    case Outcome::forbidden:
      return "forbidden";
    case Outcome::notServed:
      return "notServed";
    case Outcome::failed:
      return "failed";
    case Outcome::notAsked:
      break;
  }
  return "notAsked";
}

const Answer* Survey::find(const std::string& id) const {
  const auto found = answers.find(id);
  return found == answers.end() ? nullptr : &found->second;
}

void refuse(Answer& answer, const Error& error) {
  switch (error.code) {
    case ErrorCode::forbidden:
    case ErrorCode::unauthenticated:
      answer.outcome = Outcome::forbidden;
      break;
    case ErrorCode::notFound:
    case ErrorCode::notServed:
      answer.outcome = Outcome::notServed;
      break;
    case ErrorCode::cancelled:  // a file cannot have it
      answer.outcome = Outcome::notAsked;
      break;
    default:
      answer.outcome = Outcome::failed;
  }
  answer.why = words::cut(words::oneLine(error.message), kLongestWhy);
}

std::string takePage(Answer& answer, std::string body) {
  answer.outcome = Outcome::answered;
  answer.pages.push_back(std::move(body));
  if (!answer.question.pages) {
    return {};
  }
  const std::string token = continueToken(answer.pages.back());
  if (token.empty()) {
    return {};
  }
  if (answer.pages.size() >= kMostPages || !isToken(token)) {
    answer.complete = false;
    return {};
  }
  return answer.question.path + (answer.question.path.find('?') == std::string::npos ? "?" : "&") + "continue=" + token;
}

}  // namespace claimscope::survey
