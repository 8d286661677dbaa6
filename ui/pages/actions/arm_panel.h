// ArmPanel: asks for the context's name before anything may be changed; lies over the page, not modal. GUI thread.
#pragma once

#include <QFrame>
#include <QLineEdit>
#include <functional>
#include <optional>

#include "model/base/result.h"
#include "ui/base/controls.h"

namespace claimscope::ui {

/// 480 wide in the middle of its parent. Esc cancels; Enter in the field tries the name.
class ArmPanel final : public QFrame {
  Q_OBJECT
 public:
  using Try = std::function<std::optional<Error>(const std::string& typed)>;
  explicit ArmPanel(Look& look, QWidget* parent);
  void open(const QString& context, Try arm);
  void close();
  [[nodiscard]] QLineEdit& field() { return *m_field; }
  [[nodiscard]] Button& accept() { return *m_accept; }
  [[nodiscard]] QString problem() const { return m_problem->text(); }

 Q_SIGNALS:
  void armed();
  void closed();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void tryName();
  void place();
  Look& m_look;
  PlainLabel* m_words;
  PlainLabel* m_context;
  QLineEdit* m_field;
  PlainLabel* m_problem;
  Button* m_accept;
  Try m_try;
};

}  // namespace claimscope::ui
