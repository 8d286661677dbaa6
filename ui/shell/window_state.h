// WindowState: what a window comes back with after the program ended, however it ended. Values; any thread.
#pragma once

#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>
#include <optional>

#include "ui/base/view.h"

namespace claimscope::ui {

/// Where somebody is: what Back and Forward go through.
struct Place {
  QString page;
  std::optional<ObjectRef> selection;
  std::string namespaceName;
  QStringList filter;  ///< Page::keep() of that page
  friend bool operator==(const Place&, const Place&) = default;
};

/// An address under a name.
struct SavedView {
  QString name;
  QString address;
  friend bool operator==(const SavedView&, const SavedView&) = default;
};

struct WindowState {
  QString source;  ///< id of the source this is about
  QString page;
  std::optional<ObjectRef> selection;
  QString namespaceName;
  QMap<QString, QStringList> filters;  ///< Page::keep() by page
  int inspectorWidth = 0;              ///< 0: as designed
  bool inspector = true;
  bool wideRail = true;
  bool strip = true;
  friend bool operator==(const WindowState&, const WindowState&) = default;
};

[[nodiscard]] QJsonObject toJson(const WindowState& state);
/// Takes what it can read; a value of the wrong sort is left at its default.
[[nodiscard]] WindowState windowStateOf(const QJsonObject& json);

}  // namespace claimscope::ui
