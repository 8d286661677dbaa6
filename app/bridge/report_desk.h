// ReportDesk: makes the incident report that the window asks for, and puts it into a file or onto the clipboard. GUI thread.
#pragma once

#include <QObject>
#include <QPointer>
#include <memory>
#include <string>

#include "app/bridge/page_pictures.h"
#include "app/commands/incident_report.h"
#include "model/base/executor.h"
#include "ui/base/report_wish.h"
#include "ui/base/view.h"
#include "ui/shell/main_window.h"

namespace claimscope::app {

class ReportDesk final : public QObject {
  Q_OBJECT
 public:
  /// `journals` is the folder of the journals of plans.
  ReportDesk(ui::MainWindow& window, std::string journals);
  ~ReportDesk() override;
  /// The document of a moment; the window is told when it is there.
  void make(const ui::ReportWish& wish, const ui::View& view);

 private:
  void write(const ui::ReportWish& wish, const ui::View& view, std::vector<Picture> pictures);
  void deliver(const ui::ReportWish& wish, const QByteArray& text, const std::vector<Picture>& pictures, const QString& name);
  void askPlace(const ui::ReportWish& wish, const QByteArray& text, const std::vector<Picture>& pictures, const QString& name);
  ui::MainWindow& m_window;
  std::string m_journals;
  QPointer<ui::ReportSheet> m_asked;  ///< closed meanwhile: cancelled
  bool m_cancellable = false;
  PagePictures m_pictures;
  std::unique_ptr<ThreadPool> m_worker;  ///< one thread; ended before the rest
};

/// Writes a report and, beside a Markdown one, its pictures, which it names as `beside` says; empty, or what went wrong.
[[nodiscard]] QString writeReport(const QString& path, QByteArray text, const std::vector<Picture>& pictures, bool beside);

}  // namespace claimscope::app
