#include "app/bridge/report_desk.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QSettings>
#include <QUrl>
#include <utility>

#include "app/bridge/save_bytes.h"
#include "model/actions/journal.h"
#include "ui/base/format.h"

namespace claimscope::app {
namespace {

QString suffixOf(ui::ReportWish::Format format) {
  return format == ui::ReportWish::Format::html       ? QStringLiteral("html")
         : format == ui::ReportWish::Format::markdown ? QStringLiteral("md")
                                                      : QStringLiteral("json");
}

/// "claimscope-report-20261124-094218.html": of the moment that it is about, not of the moment of saving.
QString nameOf(const ui::ReportWish& wish, Time moment) {
  QString when = QString::fromStdString(formatTime({moment.ms - moment.ms % 1000}));
  when.remove(QLatin1Char('-')).remove(QLatin1Char(':')).remove(QLatin1Char('Z')).replace(QLatin1Char('T'), QLatin1Char('-'));
  return QStringLiteral("claimscope-report-%1.%2").arg(when, suffixOf(wish.format));
}

ReportRequest requestOf(const ui::ReportWish& wish, std::vector<Picture> pictures) {
  ReportRequest request;
  request.format = wish.format == ui::ReportWish::Format::html       ? ReportRequest::Format::html
                   : wish.format == ui::ReportWish::Format::markdown ? ReportRequest::Format::markdown
                                                                     : ReportRequest::Format::json;
  request.redact = wish.redact;
  request.pictures = std::move(pictures);
  return request;
}

}  // namespace

QString writeReport(const QString& path, QByteArray text, const std::vector<Picture>& pictures, bool beside) {
  const QFileInfo file(path);
  for (const Picture& picture : pictures) {
    if (!beside) {
      break;  // they are in the document
    }
    const QString name = file.completeBaseName() + QLatin1Char('-') + QString::fromStdString(picture.path);
    const QString problem =
        writeWhole(file.dir().filePath(name), QByteArray(picture.bytes.data(), static_cast<qsizetype>(picture.bytes.size())));
    if (!problem.isEmpty()) {
      return problem;
    }
    // A name that a person chose may hold what Markdown reads as the end of an address.
    const QByteArray address = "](" + QUrl::toPercentEncoding(name) + ")";
    text.replace("](" + QByteArray::fromStdString(picture.path) + ")", address);
  }
  return writeWhole(path, text);
}

ReportDesk::ReportDesk(ui::MainWindow& window, std::string journals)
    : m_window(window), m_journals(std::move(journals)), m_worker(std::make_unique<ThreadPool>("report", 1)) {}

ReportDesk::~ReportDesk() {
  m_worker.reset();
}

void ReportDesk::make(const ui::ReportWish& wish, const ui::View& view) {
  if (view.snapshot == nullptr) {
    m_window.reportAnswered(tr("Nothing of this cluster is loaded yet."));
    return;
  }
  m_asked = m_window.reportSheet();
  m_cancellable = m_asked != nullptr;
  m_pictures.draw(view, wish.pictures,
                  [this, wish, view](std::vector<Picture> pictures) { write(wish, view, std::move(pictures)); });
}

/// Journals are read and the document is made off the GUI thread.
void ReportDesk::write(const ui::ReportWish& wish, const ui::View& view, std::vector<Picture> pictures) {
  m_worker->post([this, wish, snapshot = view.snapshot, use = view.use, pictures = std::move(pictures), folder = m_journals] {
    const std::string text = incidentReport(snapshot, use.get(), actions::readJournals(folder), requestOf(wish, pictures));
    QMetaObject::invokeMethod(
        this,
        [this, wish, text = QByteArray::fromStdString(text), pictures, name = nameOf(wish, snapshot->time)] {
          deliver(wish, text, pictures, name);
        },
        Qt::QueuedConnection);
  });
}

void ReportDesk::deliver(const ui::ReportWish& wish, const QByteArray& text, const std::vector<Picture>& pictures,
                         const QString& name) {
  if (m_cancellable && m_asked == nullptr) {
    return;  // the sheet was closed while it was being made: nobody wants it any more
  }
  if (wish.save) {
    askPlace(wish, text, pictures, name);
    return;
  }
  auto* data = new QMimeData;
  data->setText(QString::fromUtf8(text));
  if (wish.format == ui::ReportWish::Format::html) {
    data->setHtml(QString::fromUtf8(text));  // a mail takes it as it looks; the document escapes what a cluster says
  }
  QGuiApplication::clipboard()->setMimeData(data);
  m_window.reportAnswered({});
  m_window.setNotice(tr("The report is on the clipboard."));
}

void ReportDesk::askPlace(const ui::ReportWish& wish, const QByteArray& text, const std::vector<Picture>& pictures,
                          const QString& name) {
  const QString folderKey = QStringLiteral("saveFolder");
  auto* dialog =
      new QFileDialog(&m_window, tr("Save the incident report"), QSettings().value(folderKey, QDir::homePath()).toString());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->selectFile(name);
  dialog->setDefaultSuffix(suffixOf(wish.format));
  const bool beside = wish.format == ui::ReportWish::Format::markdown;
  connect(dialog, &QFileDialog::fileSelected, this, [this, text, pictures, beside, folderKey](const QString& path) {
    QSettings().setValue(folderKey, QFileInfo(path).absolutePath());
    const QString problem = writeReport(path, text, pictures, beside);
    m_window.reportAnswered(problem.isEmpty() ? QString() : tr("%1 is not written: %2").arg(path, problem));
    if (problem.isEmpty()) {
      m_window.setNotice(beside && !pictures.empty() ? tr("Saved %1 with %2 beside it")
                                                           .arg(path, ui::counted(static_cast<std::int64_t>(pictures.size()),
                                                                                  tr("picture"), tr("pictures")))
                                                     : tr("Saved %1").arg(path));
    }
  });
  connect(dialog, &QFileDialog::rejected, this, [this] { m_window.reportAnswered(tr("Nothing is saved.")); });
  dialog->open();
}

}  // namespace claimscope::app
