#include "app/bridge/session.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>

#include "app/bridge/save_bytes.h"
#include "app/bridge/views_file.h"

namespace claimscope::app {
namespace {

constexpr qint64 kMostSessionBytes = 4 << 20;
constexpr int kMostWindows = 4;
constexpr int kMostCrashes = 5;

}  // namespace

QString Session::usualFolder() {
  const QString home = qEnvironmentVariable("XDG_STATE_HOME");
  return (home.startsWith(QLatin1Char('/')) ? home : QDir::homePath() + QStringLiteral("/.local/state")) +
         QStringLiteral("/claimscope");
}

Session::Session(const QString& folder, std::int64_t nowMs, bool fresh)
    : m_path(folder + QStringLiteral("/window.json")), m_lock(folder + QStringLiteral("/window.lock")), m_started(nowMs) {
  QDir().mkpath(folder);
  m_lock.setStaleLockTime(0);  // only the death of its owner frees it
  m_mine = m_lock.tryLock(0);
  if (!m_mine) {
    return;
  }
  read();
  if (m_crashed) {
    m_crashes.push_back(nowMs);
    if (m_crashes.size() > kMostCrashes) {
      m_crashes.erase(m_crashes.begin());
    }
    const std::size_t count = m_crashes.size();
    m_looping = count >= 2 && m_crashes[count - 1] - m_crashes[count - 2] < kLoopMs;
  }
  if (m_looping && !fresh) {
    const QString aside = m_path + QStringLiteral(".before");
    QFile::remove(aside);
    QFile::copy(m_path, aside);
    m_notice =
        QObject::tr(
            "Claimscope ended twice within a minute without being closed, so its windows begin fresh. What they were is in %1.")
            .arg(aside);
  } else if (m_crashed && !fresh && !m_given.empty()) {
    m_notice = QObject::tr(
        "Claimscope was not closed the last time; its windows are as they were. Start it with --fresh to begin anew.");
  }
  if (fresh || m_looping) {
    m_given.clear();
  }
  m_kept = m_given;
  write(true);
}

Session::~Session() {
  if (m_mine) {
    write(false);
  }
}

void Session::read() {
  QFile file(m_path);
  if (!file.exists()) {
    return;
  }
  QJsonParseError error;
  const bool opened = file.open(QIODevice::ReadOnly) && file.size() <= kMostSessionBytes;
  const QJsonDocument document = opened ? QJsonDocument::fromJson(file.readAll(), &error) : QJsonDocument();
  file.close();
  if (!opened || error.error != QJsonParseError::NoError || !document.isObject()) {
    m_notice = putAside(m_path);
    return;
  }
  const QJsonObject all = document.object();
  m_crashed = all.value(QLatin1String("running")).toBool();
  for (const QJsonValue& crash : all.value(QLatin1String("crashes")).toArray()) {
    if (m_crashes.size() < kMostCrashes) {
      m_crashes.push_back(static_cast<std::int64_t>(crash.toDouble()));
    }
  }
  for (const QJsonValue& value : all.value(QLatin1String("windows")).toArray()) {
    if (m_given.size() < kMostWindows) {
      const QJsonObject window = value.toObject();
      m_given.push_back(
          {ui::windowStateOf(window), QByteArray::fromBase64(window.value(QLatin1String("geometry")).toString().toLatin1())});
    }
  }
}

void Session::keep(const std::vector<KeptWindow>& windows) {
  if (!m_mine || windows == m_kept || windows.empty()) {
    return;
  }
  m_kept = windows;
  write(true);
}

void Session::write(bool running) const {
  QJsonArray crashes;
  for (const std::int64_t crash : m_crashes) {
    crashes.append(static_cast<double>(crash));
  }
  QJsonArray windows;
  for (const KeptWindow& window : m_kept) {
    QJsonObject one = ui::toJson(window.state);
    one.insert(QStringLiteral("geometry"), QString::fromLatin1(window.geometry.toBase64()));
    windows.append(one);
  }
  // A full disk costs what was kept and nothing else: the window says nothing of it.
  static_cast<void>(writeWhole(m_path, QJsonDocument(QJsonObject{{QStringLiteral("version"), 1},
                                                                 {QStringLiteral("running"), running},
                                                                 {QStringLiteral("crashes"), crashes},
                                                                 {QStringLiteral("windows"), windows}})
                                           .toJson()));
}

}  // namespace claimscope::app
