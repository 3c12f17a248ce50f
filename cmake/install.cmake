# The layout Debian's packages have: the programs, the unit, the sample configuration, the man pages, and
# completion for bash.
set(CONFAB_SYSTEMD_UNIT_DIR lib/systemd/system CACHE STRING "where systemd units go, below the prefix")
set(CONFAB_CONFIG_DIR ${CMAKE_INSTALL_FULL_SYSCONFDIR}/confab CACHE STRING "where the service looks for confabd.toml")
set(CONFAB_BINARY_DIR ${CMAKE_INSTALL_FULL_BINDIR})
configure_file(${PROJECT_SOURCE_DIR}/deploy/confabd.service.in ${PROJECT_BINARY_DIR}/confabd.service @ONLY)

install(TARGETS confabd confabctl RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${PROJECT_BINARY_DIR}/confabd.service DESTINATION ${CONFAB_SYSTEMD_UNIT_DIR})
install(FILES ${PROJECT_SOURCE_DIR}/deploy/confabd.toml DESTINATION ${CONFAB_CONFIG_DIR})
install(FILES ${PROJECT_SOURCE_DIR}/docs/man/confabd.8 DESTINATION ${CMAKE_INSTALL_MANDIR}/man8)
install(FILES ${PROJECT_SOURCE_DIR}/docs/man/confabctl.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_SOURCE_DIR}/deploy/completions/confabctl ${PROJECT_SOURCE_DIR}/deploy/completions/confabd
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
