#include "app/bridge/views_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QSettings>

#include "app/bridge/save_bytes.h"
#include "ui/base/format.h"
#include "ui/shell/address.h"

namespace claimscope::app {
namespace {

constexpr qint64 kMostViewBytes = 1 << 20;
constexpr std::size_t kMostViews = 200;
constexpr int kMostAside = 20;

}  // namespace

QString ViewsFile::usualPath() {
  return QFileInfo(QSettings().fileName()).dir().filePath(QStringLiteral("views.json"));
}

QString putAside(const QString& path) {
  for (int i = 1; i <= kMostAside; ++i) {
    const QString aside = QStringLiteral("%1.broken-%2").arg(path).arg(i);
    if (!QFile::exists(aside)) {
      return QFile::rename(path, aside) ? QObject::tr("%1 could not be read and is now %2.").arg(path, aside)
                                        : QObject::tr("%1 cannot be read.").arg(path);
    }
  }
  return QObject::tr("%1 cannot be read.").arg(path);
}

std::vector<ui::SavedView> ViewsFile::load(QString& problem) const {
  problem.clear();
  QFile file(m_path);
  if (!file.exists()) {
    return {};
  }
  std::vector<ui::SavedView> views;
  bool broken = !file.open(QIODevice::ReadOnly) || file.size() > kMostViewBytes;
  if (!broken) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.read(kMostViewBytes), &error);
    const QJsonValue list = document.object().value(QLatin1String("views"));
    broken = error.error != QJsonParseError::NoError || !list.isArray();
    for (const QJsonValue& value : list.toArray()) {
      const QJsonObject view = value.toObject();
      const QString name = ui::plain(view.value(QLatin1String("name")).toString()).left(80);
      const QString address = view.value(QLatin1String("address")).toString();
      if (!name.isEmpty() && views.size() < kMostViews && ui::parseAddress(address)) {
        views.push_back({name, address});
      }
    }
    file.close();
  }
  if (broken) {
    problem = putAside(m_path);
    views.clear();
  }
  return views;
}

QString ViewsFile::save(const std::vector<ui::SavedView>& views) const {
  QJsonArray list;
  for (const ui::SavedView& view : views) {
    list.append(QJsonObject{{QStringLiteral("name"), view.name}, {QStringLiteral("address"), view.address}});
  }
  if (!QDir().mkpath(QFileInfo(m_path).absolutePath())) {
    return QObject::tr("the folder cannot be made");
  }
  return writeWhole(m_path, QJsonDocument(QJsonObject{{QStringLiteral("version"), 1}, {QStringLiteral("views"), list}}).toJson());
}

}  // namespace claimscope::app
