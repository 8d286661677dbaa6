// YamlBox: YAML in a panel, read-only, selectable, with a button that copies it. GUI thread.
#pragma once

#include <QPlainTextEdit>

#include "ui/base/panels.h"

namespace claimscope::ui {

class YamlBox final : public QWidget {
  Q_OBJECT
 public:
  YamlBox(Look& look, const QString& title, QWidget* parent = nullptr);
  void setYaml(const QString& scope, const QString& yaml);
  /// As it is seen and copied.
  [[nodiscard]] const QString& yaml() const { return m_yaml; }
  [[nodiscard]] Button& copy() { return *m_copy; }
  /// Tall enough for its lines, up to `most` of them.
  void fitLines(int most);

 private:
  void restyle();
  Look& m_look;
  Panel* m_panel;
  QPlainTextEdit* m_text;
  Button* m_copy;
  QString m_yaml;
};

}  // namespace claimscope::ui
