# The layout Debian's packages have: the programs, the unit, the sample configuration, the man pages, and
# completion for bash.
set(CONFAB_SYSTEMD_UNIT_DIR lib/systemd/system CACHE STRING "where systemd units go, below the prefix")
set(CONFAB_CONFIG_DIR ${CMAKE_INSTALL_FULL_SYSCONFDIR}/confab CACHE STRING "where the service looks for confabd.toml")
set(CONFAB_BINARY_DIR ${CMAKE_INSTALL_FULL_BINDIR})
set(CONFAB_LIBEXEC_DIR ${CMAKE_INSTALL_FULL_LIBEXECDIR}/confab)
foreach(unit IN ITEMS confabd.service confab-backup.service)
  configure_file(${PROJECT_SOURCE_DIR}/deploy/${unit}.in ${PROJECT_BINARY_DIR}/${unit} @ONLY)
endforeach()

install(TARGETS confabd confabctl RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(PROGRAMS ${PROJECT_SOURCE_DIR}/deploy/confab-backup DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/confab)
install(FILES ${PROJECT_BINARY_DIR}/confabd.service ${PROJECT_BINARY_DIR}/confab-backup.service
  ${PROJECT_SOURCE_DIR}/deploy/confab-backup.timer DESTINATION ${CONFAB_SYSTEMD_UNIT_DIR})
install(FILES ${PROJECT_SOURCE_DIR}/deploy/confabd.toml DESTINATION ${CONFAB_CONFIG_DIR})
install(FILES ${PROJECT_SOURCE_DIR}/docs/man/confabd.8 DESTINATION ${CMAKE_INSTALL_MANDIR}/man8)
install(FILES ${PROJECT_SOURCE_DIR}/docs/man/confabctl.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_SOURCE_DIR}/deploy/completions/confabctl ${PROJECT_SOURCE_DIR}/deploy/completions/confabd
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
