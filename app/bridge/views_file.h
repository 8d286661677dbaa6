// ViewsFile: saved views, names with addresses, as a JSON file that a person can copy to another computer. GUI thread.
#pragma once

#include <QString>
#include <vector>

#include "ui/shell/window_state.h"

namespace claimscope::app {

class ViewsFile {
 public:
  explicit ViewsFile(QString path) : m_path(std::move(path)) {}
  /// Beside the settings.
  [[nodiscard]] static QString usualPath();
  /// What can be read. A file that is none is put aside under another name and said in `problem`; a missing one is no problem.
  [[nodiscard]] std::vector<ui::SavedView> load(QString& problem) const;
  /// Empty when it is written, else why not.
  [[nodiscard]] QString save(const std::vector<ui::SavedView>& views) const;

 private:
  QString m_path;
};

/// Renames a file that cannot be read to a name that is free ("x.json.broken-1") and says so; nothing is ever lost.
[[nodiscard]] QString putAside(const QString& path);

}  // namespace claimscope::app
