#include "ui/shell/window_state.h"

#include <QJsonArray>

#include "ui/shell/address.h"

namespace claimscope::ui {
namespace {

constexpr int kMostFilters = 32;
constexpr int kMostWords = 64;
constexpr qsizetype kMostLength = 4096;
constexpr int kWidestInspector = 4000;

QString textOf(const QJsonValue& value) {
  return value.toString().left(kMostLength);
}

}  // namespace

QJsonObject toJson(const WindowState& state) {
  QJsonObject filters;
  for (auto filter = state.filters.constBegin(); filter != state.filters.constEnd(); ++filter) {
    filters.insert(filter.key(), QJsonArray::fromStringList(filter.value()));
  }
  QJsonObject out{{QStringLiteral("source"), state.source},
                  {QStringLiteral("page"), state.page},
                  {QStringLiteral("namespace"), state.namespaceName},
                  {QStringLiteral("filters"), filters},
                  {QStringLiteral("inspectorWidth"), state.inspectorWidth},
                  {QStringLiteral("inspector"), state.inspector},
                  {QStringLiteral("wideRail"), state.wideRail},
                  {QStringLiteral("strip"), state.strip}};
  if (state.selection) {
    out.insert(QStringLiteral("selection"), QString::fromStdString(state.selection->str()));
  }
  return out;
}

WindowState windowStateOf(const QJsonObject& json) {
  WindowState state;
  state.source = textOf(json.value(QLatin1String("source")));
  state.page = textOf(json.value(QLatin1String("page")));
  state.namespaceName = textOf(json.value(QLatin1String("namespace")));
  state.selection = parseObject(textOf(json.value(QLatin1String("selection"))));
  const QJsonObject filters = json.value(QLatin1String("filters")).toObject();
  for (auto filter = filters.constBegin(); filter != filters.constEnd() && state.filters.size() < kMostFilters; ++filter) {
    QStringList words;
    for (const QJsonValue& word : filter.value().toArray()) {
      if (words.size() < kMostWords) {
        words += textOf(word);
      }
    }
    state.filters.insert(filter.key(), words);
  }
  const int width = json.value(QLatin1String("inspectorWidth")).toInt();
  state.inspectorWidth = width > 0 && width < kWidestInspector ? width : 0;
  state.inspector = json.value(QLatin1String("inspector")).toBool(true);
  state.wideRail = json.value(QLatin1String("wideRail")).toBool(true);
  state.strip = json.value(QLatin1String("strip")).toBool(true);
  return state;
}

}  // namespace claimscope::ui
