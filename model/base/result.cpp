#include "model/base/result.h"

namespace claimscope {

int exitStatus(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
    case ErrorCode::invalidInput:
    case ErrorCode::tooLarge:
    case ErrorCode::notFound:
      return 2;
    case ErrorCode::unreachable:
    case ErrorCode::expired:
    case ErrorCode::throttled:
    case ErrorCode::serverError:
    case ErrorCode::notServed:
      return 3;
    case ErrorCode::unauthenticated:
    case ErrorCode::forbidden:
      return 4;
    case ErrorCode::cancelled:
    case ErrorCode::internal:
      return 5;
  }
  return 5;
}

}  // namespace claimscope
