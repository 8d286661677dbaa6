#include <string>

int claimscopeAssets() { return 0; }
