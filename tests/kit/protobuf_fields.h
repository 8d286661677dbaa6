// The table behind protobuf_writer.cpp. Any thread.
#pragma once

namespace claimscope::kit {

extern const char* const kProtobufFields;

}  // namespace claimscope::kit
