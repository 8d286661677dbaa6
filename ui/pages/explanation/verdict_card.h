// VerdictCard: the sentence that answers the page, in as many lines as it needs, with the scheduler's agreement. GUI thread.
#pragma once

#include <QFrame>

#include "ui/base/controls.h"
#include "ui/pages/explanation/explanation_texts.h"
#include "ui/pages/explanation/wrap_text.h"

namespace claimscope::ui {

/// As the verdict band of other pages, 66 px, but nothing of the answer is cut: up to three lines.
class VerdictCard final : public QFrame {
  Q_OBJECT
 public:
  explicit VerdictCard(Look& look, QWidget* parent = nullptr);
  void setVerdict(Mark mark, const QString& sentence, const QString& detail);
  void setAgreement(const AgreementChip& agreement);
  [[nodiscard]] QString sentence() const { return m_sentence->text(); }
  [[nodiscard]] QString detail() const { return m_detail->text(); }
  [[nodiscard]] QString agreement() const { return m_chip->isHidden() ? QString() : m_agreement.text; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  /// Where everything lies, by hand: the height follows from the width at once, and nested layouts would learn it late.
  void place();
  Look& m_look;
  Mark m_mark = Mark::unknown;
  AgreementChip m_agreement;
  WrapText* m_sentence;
  WrapText* m_detail;
  Chip* m_chip;
};

}  // namespace claimscope::ui
