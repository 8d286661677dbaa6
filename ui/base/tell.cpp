#include "ui/base/tell.h"

#include <QCoreApplication>

namespace claimscope::ui {

QString tell(const char* text) {
  return QCoreApplication::translate("Claimscope", text);
}

}  // namespace claimscope::ui
