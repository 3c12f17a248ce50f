# The layout Debian's packages have: the programs, the unit, the sample configuration, the man pages, and
# completion for bash.
set(CONFAB_SYSTEMD_UNIT_DIR lib/systemd/system CACHE STRING "where systemd units go, below the prefix")
set(CONFAB_CONFIG_DIR ${CMAKE_INSTALL_FULL_SYSCONFDIR}/confab CACHE STRING "where the service looks for confabd.toml")
set(CONFAB_BINARY_DIR ${CMAKE_INSTALL_FULL_BINDIR})
set(CONFAB_LIBEXEC_DIR ${CMAKE_INSTALL_FULL_LIBEXECDIR}/confab)
# With a socket unit the ports are systemd's: the service needs no network at all.
set(CONFAB_UNIT_KIND " (ports of confabd.socket)")
set(CONFAB_UNIT_MORE "Requires=confabd.socket\nAfter=confabd.socket\nConflicts=confabd.service\n")
set(CONFAB_SERVICE_MORE "
# Its ports come from confabd.socket, so there is nothing that it has to reach by itself. It sees no network: what
# it should open itself, a port of metrics-listen for example, and an auth-command that asks another machine, want
# confabd.service.
PrivateNetwork=yes
IPAddressDeny=any
RestrictAddressFamilies=
RestrictAddressFamilies=AF_UNIX
")
set(CONFAB_INSTALL "Also=confabd.socket")
configure_file(${PROJECT_SOURCE_DIR}/deploy/confabd.service.in ${PROJECT_BINARY_DIR}/confabd-activated.service @ONLY)
set(CONFAB_UNIT_KIND)
set(CONFAB_UNIT_MORE)
set(CONFAB_SERVICE_MORE)
set(CONFAB_INSTALL "WantedBy=multi-user.target")
foreach(unit IN ITEMS confabd.service confab-backup.service)
  configure_file(${PROJECT_SOURCE_DIR}/deploy/${unit}.in ${PROJECT_BINARY_DIR}/${unit} @ONLY)
endforeach()

install(TARGETS confabd confabctl RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(PROGRAMS ${PROJECT_SOURCE_DIR}/deploy/confab-backup DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/confab)
install(FILES ${PROJECT_BINARY_DIR}/confabd.service ${PROJECT_BINARY_DIR}/confab-backup.service
  ${PROJECT_BINARY_DIR}/confabd-activated.service ${PROJECT_SOURCE_DIR}/deploy/confabd.socket
  ${PROJECT_SOURCE_DIR}/deploy/confab-backup.timer DESTINATION ${CONFAB_SYSTEMD_UNIT_DIR})
install(FILES ${PROJECT_SOURCE_DIR}/deploy/confab.catalog DESTINATION lib/systemd/catalog)
install(FILES ${PROJECT_SOURCE_DIR}/deploy/confabd.toml DESTINATION ${CONFAB_CONFIG_DIR})
install(FILES ${PROJECT_SOURCE_DIR}/docs/man/confabd.8 DESTINATION ${CMAKE_INSTALL_MANDIR}/man8)
install(FILES ${PROJECT_SOURCE_DIR}/docs/man/confabctl.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_SOURCE_DIR}/deploy/completions/confabctl ${PROJECT_SOURCE_DIR}/deploy/completions/confabd
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
