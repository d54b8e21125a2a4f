#!/bin/bash
# After the deb is unpacked: electron-builder's own steps (command, sandbox, AppArmor), then the user, the unit and an
# example configuration. Names in dollar and braces are filled in by electron-builder, so shell variables go without.
set -e

APP='/opt/${sanitizedProductName}'

update-alternatives --install '/usr/bin/${executable}' '${executable}' "$APP/${executable}" 100

# Without user namespaces Chromium's sandbox needs its helper to be set-uid.
if [ -L /proc/self/ns/user ] && unshare --user true 2>/dev/null; then
  chmod 0755 "$APP/chrome-sandbox"
else
  chmod 4755 "$APP/chrome-sandbox"
fi

# Where AppArmor limits user namespaces, the profile gives them back to this one program.
PROFILE="$APP/resources/apparmor-profile"
if apparmor_status --enabled >/dev/null 2>&1 && apparmor_parser --skip-kernel-load --debug "$PROFILE" >/dev/null 2>&1; then
  cp -f "$PROFILE" '/etc/apparmor.d/${executable}'
  if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
    apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}'
  fi
fi

if ! getent passwd waypost-kiosk >/dev/null; then
  adduser --system --group --home /var/lib/waypost-kiosk --no-create-home --shell /usr/sbin/nologin waypost-kiosk
fi
for GROUP in video render input; do
  if getent group "$GROUP" >/dev/null; then adduser --quiet waypost-kiosk "$GROUP"; fi
done

install -d -m 0755 /etc/waypost-kiosk
install -m 0644 "$APP/resources/linux/config.example.yaml" /etc/waypost-kiosk/config.example.yaml
install -D -m 0644 "$APP/resources/linux/waypost-kiosk.service" /usr/lib/systemd/system/waypost-kiosk.service
if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
