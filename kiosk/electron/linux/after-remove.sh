#!/bin/bash
# After the deb is removed: takes back what after-install.sh put beside the package. Configuration and state stay until a
# purge. Names in dollar and braces are filled in by electron-builder.
set -e

case "$1" in
  upgrade | failed-upgrade | abort-*) exit 0 ;;
esac

update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}' || true

PROFILE='/etc/apparmor.d/${executable}'
if [ -f "$PROFILE" ]; then
  if apparmor_status --enabled >/dev/null 2>&1 && ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
    apparmor_parser --remove "$PROFILE" || true
  fi
  rm -f "$PROFILE"
fi

rm -f /usr/lib/systemd/system/waypost-kiosk.service
if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi

if [ "$1" = purge ]; then rm -rf /etc/waypost-kiosk /var/lib/waypost-kiosk; fi
