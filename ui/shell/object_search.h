// ObjectSearch: nodes, devices, claims, pods, classes and pages whose name contains what was typed. Pure; any thread.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "ui/base/view.h"

namespace claimscope::ui {

struct SearchHit {
  QString name;
  QString kind;    ///< "node", "claim", … or "page"
  QString detail;  ///< namespace, node, state
  QString page;    ///< where it is shown: "topology", "claims", …
  std::optional<ObjectRef> object;
};

struct SearchAnswer {
  std::vector<SearchHit> hits;  ///< best first: whole name, beginning, beginning of a part, anywhere; then by kind
  std::int64_t total = 0;       ///< of all that match; hits holds at most `limit` of them
};

/// `pages` are ids and titles of the window's pages. Empty text: the pages.
[[nodiscard]] SearchAnswer searchObjects(const View& view, const QString& text,
                                         const std::vector<std::pair<QString, QString>>& pages, std::size_t limit = 40);

}  // namespace claimscope::ui
