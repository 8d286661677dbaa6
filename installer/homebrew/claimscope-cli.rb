# Homebrew's recipe for the command line. Written, not run: no Homebrew was at hand. docs/building-elsewhere.md says what may not build.
class ClaimscopeCli < Formula
  desc "State of Kubernetes Dynamic Resource Allocation, on the command-line"
  homepage "https://claimscope.io"
  url "https://claimscope.io/releases/v0.1.0/claimscope-0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "GPL-3.0-or-later"

  depends_on "cli11" => :build
  depends_on "cmake" => :build
  depends_on "ninja" => :build
  depends_on "nlohmann-json" => :build
  depends_on "pkgconf" => :build
  depends_on "protozero" => :build
  depends_on "tl-expected" => :build
  depends_on "curl"
  depends_on "fmt"
  depends_on "openssl@3"
  depends_on "prometheus-cpp"
  depends_on "re2"
  depends_on "simdjson"
  depends_on "spdlog"
  depends_on "yaml-cpp"
  uses_from_macos "zlib"

  def install
    system "cmake", "-S", ".", "-B", "build", "-G", "Ninja", "-DCLAIMSCOPE_GUI=OFF", "-DCLAIMSCOPE_TESTS=OFF", *std_cmake_args
    system "cmake", "--build", "build"
    system "cmake", "--install", "build", "--component", "cli"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/claimscope-cli --version")
    assert_match "claims", shell_output("#{bin}/claimscope-cli report --demo quiet")
  end
end
