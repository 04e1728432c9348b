# CPack's description of the Debian packages; `components` are those that this version builds.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME enigm-command)
set(CPACK_PACKAGE_VENDOR "Enigm")
set(CPACK_PACKAGE_CONTACT "Enigm Command <command@enigm.example>")
# By DESTDIR, since configuration lies outside the prefix.
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL ${components})
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

set(CPACK_DEBIAN_CONSOLE_PACKAGE_NAME ${package_of_console})
set(CPACK_DEBIAN_CONSOLE_PACKAGE_SECTION admin)
set(CPACK_COMPONENT_CONSOLE_DESCRIPTION
"Console for fleets of high-security phones
A desktop console (enigm-command) and a command line (enigmctl) from which
administrators ask for changes, approvers sign them off, and security
reviewers verify what happened.")
# What is loaded at run time, which no library list shows: database driver, drawings, keychain service, Qt's own words.
set(CPACK_DEBIAN_CONSOLE_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6, libsecret-1-0")
set(CPACK_DEBIAN_CONSOLE_PACKAGE_RECOMMENDS
    "enigm-control-plane, gnome-keyring | org.freedesktop.secrets, fonts-inter, qt6-translations-l10n, qt6-wayland")

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME ${package_of_server})
set(CPACK_DEBIAN_SERVER_PACKAGE_SECTION admin)
set(CPACK_COMPONENT_SERVER_DESCRIPTION
"Control plane of Enigm Command
The server behind the console: it counts the signatures of privileged
changes, keeps the Merkle logs, and decides which devices are refused.
It is neither enabled nor started before a deployment was founded.")
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS "adduser, libqt6sql6-sqlite")
set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA
    "${CMAKE_CURRENT_SOURCE_DIR}/control-plane/conffiles"
    "${CMAKE_CURRENT_SOURCE_DIR}/control-plane/postinst"
    "${CMAKE_CURRENT_SOURCE_DIR}/control-plane/prerm"
    "${CMAKE_CURRENT_SOURCE_DIR}/control-plane/postrm")

set(CPACK_DEBIAN_GATEWAY_PACKAGE_NAME ${package_of_gateway})
set(CPACK_DEBIAN_GATEWAY_PACKAGE_SECTION admin)
set(CPACK_COMPONENT_GATEWAY_DESCRIPTION
"Enforcement points of Enigm Command
A helper (enigm-gateway) beside squid, nginx, WireGuard or tor, which lets
through whom the policies of the control plane let through.")
set(CPACK_DEBIAN_GATEWAY_PACKAGE_SUGGESTS "squid-openssl, nginx-light, wireguard-tools, tor")

set(CPACK_DEBIAN_AUTHORITY_PACKAGE_NAME ${package_of_authority})
set(CPACK_DEBIAN_AUTHORITY_PACKAGE_SECTION admin)
set(CPACK_COMPONENT_AUTHORITY_DESCRIPTION
"Production authority of Enigm Command
Signs the artifact of a release in a hardware module (PKCS#11), once it has
counted the signatures of the people who let it, and hashed the artifact.")

set(CPACK_DEBIAN_SIMULATOR_PACKAGE_NAME ${package_of_simulator})
set(CPACK_DEBIAN_SIMULATOR_PACKAGE_SECTION admin)
set(CPACK_COMPONENT_SIMULATOR_DESCRIPTION
"Simulated devices for a sample of Enigm Command
Real device clients with real keys and certificates, over real connections,
 for evaluations and measurements. It belongs on no server in use.")

include(CPack)
