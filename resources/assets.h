// Assets: makes the resources under :/ known to Qt. Any thread, any number of times.
#pragma once

/// A static library's resources are dropped by the linker unless something asks for them: this does. Global namespace, as Qt's
/// macro needs.
void claimscopeRegisterAssets();
