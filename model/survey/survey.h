// Survey: what a server was asked on demand beyond the watched kinds, and what it answered. Values; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/clock.h"
#include "model/base/result.h"

namespace claimscope::survey {

/// One thing to ask.
struct Question {
  std::string id;      ///< "clusterroles", "leases/kube-system": what Survey::find() knows it by
  std::string path;    ///< "/apis/rbac.authorization.k8s.io/v1/clusterroles"
  std::string body;    ///< JSON of a review to POST; empty: GET
  bool pages = false;  ///< a list that is followed page by page
};

enum class Outcome : std::uint8_t {
  notAsked,   ///< nobody asked, or the source has no such thing (files)
  answered,   ///< as `pages` say
  forbidden,  ///< 401 or 403
  notServed,  ///< the server has no such path
  failed,     ///< anything else; `why` says it
};
/// "notAsked", "answered", "forbidden", "notServed", "failed".
[[nodiscard]] std::string_view outcomeWord(Outcome outcome);

struct Answer {
  Question question;
  Outcome outcome = Outcome::notAsked;
  std::vector<std::string> pages;  ///< bodies in order; one for what is no list
  bool complete = true;            ///< false: there are more pages than were read, so everything counted is at least that
  std::string why;                 ///< of anything but answered, as the server puts it
};

struct Survey {
  Time at;  ///< when the last answer came
  std::map<std::string, Answer> answers;

  /// Null when it was not asked.
  [[nodiscard]] const Answer* find(const std::string& id) const;
};
using SurveyPtr = std::shared_ptr<const Survey>;

/// Objects a page, and pages of one list that are read: 10,000 objects; what is beyond is said, not guessed.
inline constexpr int kPageSize = 500;
inline constexpr std::size_t kMostPages = 20;

/// Puts what a failed request means into an answer.
void refuse(Answer& answer, const Error& error);
/// Adds a page; the path of the next one, or empty when that was the last, or the last that is read.
[[nodiscard]] std::string takePage(Answer& answer, std::string body);

}  // namespace claimscope::survey
