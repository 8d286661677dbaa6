// Assets: the bytes of a resource compiled into the program (":/tokens.json", ":/icons.svg" …). GUI thread.
#pragma once

#include <QByteArray>
#include <QString>

namespace claimscope::ui {

/// Bytes of ":/…"; a resource that is not compiled in is a fault of the build and ends the program with its name.
[[nodiscard]] QByteArray asset(const QString& path);

}  // namespace claimscope::ui
