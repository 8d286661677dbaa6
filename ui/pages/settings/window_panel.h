// WindowPanel: saved views, keys and the diagnostics bundle in Settings. GUI thread.
#pragma once

#include <QVBoxLayout>
#include <utility>
#include <vector>

#include "ui/base/panels.h"

namespace claimscope::ui {

class WindowPanel final : public QWidget {
  Q_OBJECT
 public:
  explicit WindowPanel(Look& look, QWidget* parent = nullptr);
  /// Names with addresses, newest first.
  void setViews(const std::vector<std::pair<QString, QString>>& views);
  /// "?" as it is now.
  void setKeysKey(const QString& key);

 Q_SIGNALS:
  void viewOpened(const QString& address);
  void viewRemoved(const QString& name);
  void keysWanted();
  void bundleWanted(bool names);

 private:
  void fill();
  Look& m_look;
  Panel* m_panel;
  std::vector<std::pair<QString, QString>> m_views;
  Button* m_keys;
};

}  // namespace claimscope::ui
