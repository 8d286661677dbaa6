// Pod logs: what an API server is asked for a container's last lines, and what its refusals mean. Pure but for readPodLog; any
// thread.
#pragma once

#include <functional>
#include <string>

#include "model/base/pod_log.h"
#include "model/base/result.h"
#include "model/kube/session.h"

namespace claimscope::app {

/// "/api/v1/namespaces/NS/pods/NAME/log?…", names escaped.
[[nodiscard]] std::string podLogPath(const PodLogRequest& request);
/// A refusal in words for this question: what it is about, the cause, the fix. `status` and `message` are the server's.
[[nodiscard]] Error podLogError(const PodLogRequest& request, Error error);
/// An answer as it came, whole.
[[nodiscard]] Result<PodLog> podLogOf(const PodLogRequest& request, int status, std::string body);
/// Asks over a session; never keeps more than the request's bytes. When the newest lines did not fit it asks once more, for
/// fewer.
void readPodLog(const kube::Session::Sender& send, const PodLogRequest& request, std::function<void(Result<PodLog>)> done);

}  // namespace claimscope::app
