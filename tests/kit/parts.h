// parts(value, fn): the members of an aggregate, in order, without a list of their names. Any thread.
#pragma once

#include <cstddef>
#include <utility>

namespace claimscope::kit {

/// Stands for a value of any type, in unevaluated code only.
struct Anything {
  std::size_t place;
  template <class T>
  operator T() const noexcept;  // NOLINT(google-explicit-constructor)
};

template <class T, std::size_t... Places>
constexpr bool takes(std::index_sequence<Places...>) {
  return requires {
    T{Anything{Places}...};
  };
}

/// How many members an aggregate has: the most initializers that it takes.
template <class T, std::size_t Count = 0>
constexpr std::size_t memberCount() {
  if constexpr (takes<T>(std::make_index_sequence<Count + 1>{})) {
    return memberCount<T, Count + 1>();
  } else {
    return Count;
  }
}

// clang-format off
#define CLAIMSCOPE_PARTS(count, ...)                 \
  if constexpr (memberCount<T>() == (count)) {       \
    const auto& [__VA_ARGS__] = value;               \
    return fn(__VA_ARGS__);                          \
  } else

/// Calls fn with every member of `value`. A member that is added is found by itself; more than 40 do not compile.
template <class T, class Fn>
void parts(const T& value, Fn&& fn) {
  CLAIMSCOPE_PARTS(1, a0)
  CLAIMSCOPE_PARTS(2, a0, a1)
  CLAIMSCOPE_PARTS(3, a0, a1, a2)
  CLAIMSCOPE_PARTS(4, a0, a1, a2, a3)
  CLAIMSCOPE_PARTS(5, a0, a1, a2, a3, a4)
  CLAIMSCOPE_PARTS(6, a0, a1, a2, a3, a4, a5)
  CLAIMSCOPE_PARTS(7, a0, a1, a2, a3, a4, a5, a6)
  CLAIMSCOPE_PARTS(8, a0, a1, a2, a3, a4, a5, a6, a7)
  CLAIMSCOPE_PARTS(9, a0, a1, a2, a3, a4, a5, a6, a7, a8)
  CLAIMSCOPE_PARTS(10, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9)
  CLAIMSCOPE_PARTS(11, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10)
  CLAIMSCOPE_PARTS(12, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11)
  CLAIMSCOPE_PARTS(13, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12)
  CLAIMSCOPE_PARTS(14, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13)
  CLAIMSCOPE_PARTS(15, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14)
  CLAIMSCOPE_PARTS(16, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15)
  CLAIMSCOPE_PARTS(17, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16)
  CLAIMSCOPE_PARTS(18, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17)
  CLAIMSCOPE_PARTS(19, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18)
  CLAIMSCOPE_PARTS(20, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19)
  CLAIMSCOPE_PARTS(21, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20)
  CLAIMSCOPE_PARTS(22, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21)
  CLAIMSCOPE_PARTS(23, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22)
  CLAIMSCOPE_PARTS(24, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23)
  CLAIMSCOPE_PARTS(25, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24)
  CLAIMSCOPE_PARTS(26, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25)
  CLAIMSCOPE_PARTS(27, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26)
  CLAIMSCOPE_PARTS(28, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27)
  CLAIMSCOPE_PARTS(29, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28)
  CLAIMSCOPE_PARTS(30, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29)
  CLAIMSCOPE_PARTS(31, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30)
  CLAIMSCOPE_PARTS(32, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31)
  CLAIMSCOPE_PARTS(33, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32)
  CLAIMSCOPE_PARTS(34, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33)
  CLAIMSCOPE_PARTS(35, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34)
  CLAIMSCOPE_PARTS(36, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35)
  CLAIMSCOPE_PARTS(37, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36)
  CLAIMSCOPE_PARTS(38, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37)
  CLAIMSCOPE_PARTS(39, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38)
  CLAIMSCOPE_PARTS(40, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39)
  {
    static_assert(memberCount<T>() == 0, "more members than parts.h knows");
  }
}
#undef CLAIMSCOPE_PARTS
// clang-format on

}  // namespace claimscope::kit
