// UnknownList: what could not be seen, why, and what it would change. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/base/view.h"
#include "ui/pages/explanation/wrap_text.h"

class QVBoxLayout;

namespace claimscope::ui {

class UnknownList final : public QWidget {
  Q_OBJECT
 public:
  explicit UnknownList(Look& look, QWidget* parent = nullptr);
  void setUnknowns(const std::vector<explanation::Unknown>& unknowns);
  [[nodiscard]] QStringList texts() const { return m_texts; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  QVBoxLayout* m_layout;
  QStringList m_texts;
  std::vector<WrapText*> m_labels;
};

}  // namespace claimscope::ui
