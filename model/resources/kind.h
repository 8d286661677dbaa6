// What the header of every kind includes. Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/clock.h"
#include "model/base/identity.h"
#include "model/base/text.h"
#include "model/resources/metadata.h"
