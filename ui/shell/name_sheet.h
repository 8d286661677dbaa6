// NameSheet: asks for one name. GUI thread.
#pragma once

#include <QDialog>
#include <QLineEdit>

#include "ui/base/controls.h"

namespace claimscope::ui {

class NameSheet final : public QDialog {
  Q_OBJECT
 public:
  NameSheet(Look& look, const QString& question, const QString& label, const QString& suggestion, const QString& verb,
            QWidget* parent);
  [[nodiscard]] QLineEdit& field() { return *m_field; }

 Q_SIGNALS:
  void given(const QString& name);

 private:
  QLineEdit* m_field;
};

}  // namespace claimscope::ui
