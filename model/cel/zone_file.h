// ZoneFile: offsets of the time zones that the machine knows (/usr/share/zoneinfo, RFC 8536). Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace claimscope::cel {

/// Seconds east of UTC of a zone of the tz database at that moment; an error for a name that is none.
[[nodiscard]] tl::expected<std::int32_t, std::string> zoneFileOffset(std::string_view name, std::int64_t seconds);

}  // namespace claimscope::cel
