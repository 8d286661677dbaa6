#include "app/bridge/diagnostics_desk.h"

#include <QDateTime>
#include <QGuiApplication>
#include <QLocale>
#include <QScreen>
#include <QSettings>

#include "app/bridge/process_memory.h"
#include "app/bridge/save_bytes.h"
#include "app/commands/diagnostics_bundle.h"
#include "model/base/log_tail.h"

namespace claimscope::app {
namespace {

void addQt(std::vector<std::pair<std::string, std::string>>& facts) {
  facts.emplace_back("qt", qVersion());
  facts.emplace_back("platform", QGuiApplication::platformName().toStdString());
  facts.emplace_back("locale", QLocale().name().toStdString());
  facts.emplace_back("residentBytes", std::to_string(residentBytes()));
  for (const QScreen* screen : QGuiApplication::screens()) {
    facts.emplace_back("screen", QStringLiteral("%1x%2 at %3")
                                     .arg(screen->size().width())
                                     .arg(screen->size().height())
                                     .arg(screen->devicePixelRatio())
                                     .toStdString());
  }
}

/// Only what is known to hold no name and no path.
std::vector<std::pair<std::string, std::string>> settingsOf(bool asks) {
  std::vector<std::pair<std::string, std::string>> out;
  const QSettings settings;
  for (const char* key : {"theme", "language", "keys", "keysWithoutModifiers", "latency/percentile", "latency/objectiveMs"}) {
    out.emplace_back(key, settings.value(QLatin1String(key)).toString().toStdString());
  }
  out.emplace_back("asksBeforeCommands", asks ? "yes" : "no");
  return out;
}

}  // namespace

DiagnosticsDesk::DiagnosticsDesk(ui::MainWindow& window) : m_window(window) {}

DiagnosticsDesk::~DiagnosticsDesk() = default;

void DiagnosticsDesk::make(bool names, const ui::View& view, bool asks) {
  if (m_worker == nullptr) {
    m_worker = std::make_unique<ThreadPool>("diagnostics", 1);
  }
  m_window.setNotice(tr("The diagnostics bundle is being made."));
  DiagnosticsInput input;
  input.snapshot = view.snapshot;
  input.names = names;
  input.program = programFacts();
  addQt(input.program);
  input.settings = settingsOf(asks);
  if (view.explanationMs >= 0) {
    input.timings.emplace_back("explanation", view.explanationMs);
  }
  input.log = log::tail();
  const Time now{QDateTime::currentMSecsSinceEpoch()};
  m_worker->post([this, input = std::move(input), diagnosis = view.diagnosis, now]() mutable {
    input.diagnosis = diagnosis.get();
    const Result<std::string> bytes = tarGz(diagnosticsFiles(input), now);
    QMetaObject::invokeMethod(
        this,
        [this, bytes, now] {
          if (!bytes) {
            m_window.setNotice(QString::fromStdString(bytes.error().text()));
            return;
          }
          m_window.setNotice({});
          saveBytes(m_window, QString::fromStdString(diagnosticsName(now)), QByteArray::fromStdString(*bytes));
        },
        Qt::QueuedConnection);
  });
}

}  // namespace claimscope::app
