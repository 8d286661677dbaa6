# Packages: claimscope (the window) and claimscope-cli (no Qt). ./dev package calls cpack.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME claimscope)
set(CPACK_PACKAGE_VENDOR "Claimscope developers")
set(CPACK_PACKAGE_CONTACT "Claimscope developers <developers@claimscope.io>")
set(CPACK_PACKAGE_HOMEPAGE_URL "https://claimscope.io")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "state of Kubernetes Dynamic Resource Allocation")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_THREADS 2)
set(CPACK_COMPONENTS_ALL cli)
if(CLAIMSCOPE_GUI)
  list(APPEND CPACK_COMPONENTS_ALL gui)
endif()

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)  # Qt's platform and SVG plugins come with libqt6gui6 and libqt6svg6, which the program links
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_CLI_PACKAGE_NAME claimscope-cli)
set(CPACK_DEBIAN_CLI_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_CLI_PACKAGE_RECOMMENDS "ca-certificates")
set(CPACK_DEBIAN_CLI_PACKAGE_SUGGESTS "claimscope, kubernetes-client")
# CPack sets the summary above before these, and indents them.
set(CPACK_DEBIAN_CLI_DESCRIPTION
"Prints node pools, GPUs and other devices, the claims that bind them to pods,
and what is wrong with any of it, from a cluster, from files or from a
simulated one. Says why a claim waits and what would make it fit, rehearses
drains, and serves what it computes as Prometheus metrics.
.
This package has the commands without a window and needs no Qt. It is the
kubectl plugin kubectl-claimscope as well.")
set(CPACK_DEBIAN_GUI_PACKAGE_NAME claimscope)
set(CPACK_DEBIAN_GUI_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_GUI_PACKAGE_RECOMMENDS "ca-certificates, claimscope-cli (= ${PROJECT_VERSION}), qt6-wayland, xdg-utils")
set(CPACK_DEBIAN_GUI_PACKAGE_SUGGESTS "kubernetes-client")
set(CPACK_DEBIAN_GUI_DESCRIPTION
"A dashboard for the GPUs and other devices of Kubernetes clusters: node pools,
devices, the claims that bind them to pods, and what is wrong with any of it.
It watches an API server live, draws the whole fleet as one graph, explains
why a claim waits and which smallest changes would help, and carries out
guided actions after a rehearsal.
.
This package has the window, every command of claimscope-cli, and the
documentation with pictures.")
include(CPack)
