// ReportSheet: how the incident report is wanted: form, names, pictures, file or clipboard. GUI thread.
#pragma once

#include <QCheckBox>
#include <QDialog>

#include "ui/base/controls.h"
#include "ui/base/plain_label.h"
#include "ui/base/report_wish.h"

namespace claimscope::ui {

class WrapText;

class ReportSheet final : public QDialog {
  Q_OBJECT
 public:
  explicit ReportSheet(Look& look, QWidget* parent = nullptr);
  /// It is being made: nothing can be asked for meanwhile.
  void setBusy(bool busy);
  /// Why it could not be made; the sheet can be used again.
  void setProblem(const QString& text);
  [[nodiscard]] ReportWish wish(bool save) const;

  [[nodiscard]] Segmented& format() { return *m_format; }
  [[nodiscard]] QCheckBox& redact() { return *m_redact; }
  [[nodiscard]] QCheckBox& overview() { return *m_overview; }
  [[nodiscard]] QCheckBox& topology() { return *m_topology; }
  [[nodiscard]] Button& save() { return *m_save; }
  [[nodiscard]] Button& copy() { return *m_copy; }
  [[nodiscard]] QString note() const;

 Q_SIGNALS:
  void wanted(const claimscope::ui::ReportWish& wish);

 private:
  void refresh();
  Segmented* m_format;
  QCheckBox* m_redact;
  QCheckBox* m_overview;
  QCheckBox* m_topology;
  WrapText* m_note;
  Button* m_copy;
  Button* m_save;
  QString m_problem;
  bool m_busy = false;
};

}  // namespace claimscope::ui
