// AccessReview: asks the API server what we may do (SelfSubjectAccessReview) and who we are (SelfSubjectReview). Any thread.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "model/base/access.h"
#include "model/base/clock.h"
#include "model/base/feed.h"

namespace claimscope::kube {

/// get, list and watch of each kind, then what later actions write: every rule that is worth asking for, unanswered.
[[nodiscard]] std::vector<AccessRule> accessQuestions(const std::vector<ApiResource>& kinds);
/// The SelfSubjectAccessReview that asks for a rule; an empty namespace means all of them.
[[nodiscard]] std::string reviewOf(const AccessRule& rule, const std::string& namespaceName);
/// What the server answered to it: yes, no with a reason, or not an answer at all.
struct AccessAnswer {
  Permission permission = Permission::unknown;
  std::string reason;
};
[[nodiscard]] AccessAnswer readReview(const std::string& json);

/// One round of questions, a few at a time. Tolerates servers without these APIs: the rules stay unknown and the report says why.
class AccessReview : public std::enable_shared_from_this<AccessReview> {
 public:
  /// POST of a document to a path; answers on any thread, also at once.
  using Post = std::function<void(const std::string& path, std::string body, std::function<void(Result<std::string>)> done)>;
  using Done = std::function<void(AccessReport)>;

  AccessReview(Post post, const Clock& clock, std::vector<AccessRule> rules, const std::string& namespaceName);
  /// `done` is called once, with what had been answered by then; not at all when `post` never answers.
  void start(Done done);

 private:
  struct Question {
    std::size_t rule;
    bool inNamespace;
  };
  void askWho(std::size_t version);
  void onWho(std::size_t version, const Result<std::string>& answer);
  void askMore();
  void onAnswer(Question question, const Result<std::string>& answer);
  void take(Question question, const AccessAnswer& answer);
  [[nodiscard]] AccessReport finish();

  Post m_post;
  const Clock& m_clock;
  std::mutex m_mutex;
  AccessReport m_report;
  Done m_done;
  std::vector<Question> m_waiting;  ///< last first
  std::size_t m_asked = 0;          ///< on their way
};

}  // namespace claimscope::kube
