// SessionWriter: the way of plans to an API server, over the call lane of a session. Any thread.
#pragma once

#include "model/actions/api_writer.h"
#include "model/kube/session.h"

namespace claimscope::app {

class SessionWriter final : public actions::ApiWriter {
 public:
  explicit SessionWriter(kube::Session::Sender send) : m_send(std::move(send)) {}
  void send(actions::ApiCall call, std::function<void(actions::ApiAnswer)> done) override;

 private:
  kube::Session::Sender m_send;
};

}  // namespace claimscope::app
