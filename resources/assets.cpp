#include "resources/assets.h"

#include <QtGlobal>

void claimscopeRegisterAssets() {
  Q_INIT_RESOURCE(assets);
  Q_INIT_RESOURCE(translations);
}
